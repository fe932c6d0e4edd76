/**
 * Runs the models: float32 tiles in, raw float32 output out. The only package that knows DJL and PyTorch.
 *
 * <p>{@link dev.tilefleet.worker.infer.InferenceEngine} starts libtorch once a process and loads models; {@link
 * dev.tilefleet.worker.infer.Inference} is one loaded model. Behind it: tiles wait in a queue, each lane (a platform
 * thread) takes a permit of the one device that all models share, then as many tiles as {@code BatchingPolicy} says.
 *
 * <p>The native library comes from the {@code pytorch-native-cpu} jar, unpacked once (448 MB) into {@code
 * $DJL_CACHE_DIR/pytorch}, by default {@code ~/.djl.ai/pytorch}, or from the folder that {@code PYTORCH_LIBRARY_PATH}
 * names (then set {@code PYTORCH_VERSION=2.7.1} and {@code PYTORCH_FLAVOR}, as {@code cu128}, too; DJL's own 4 MB
 * bridge still goes to the cache, which must be writable). Nothing is downloaded.
 */
package dev.tilefleet.worker.infer;
