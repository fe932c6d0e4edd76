package dev.tilefleet.worker.raster;

/** There is no usable GDAL on this machine; the message says what to install or to set. */
public final class GdalUnavailableException extends RuntimeException {
    GdalUnavailableException(String message) {
        super(message);
    }

    GdalUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
