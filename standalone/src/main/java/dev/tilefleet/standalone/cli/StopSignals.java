package dev.tilefleet.standalone.cli;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The orders to end that a process gets: SIGTERM, SIGINT (Ctrl-C) and SIGHUP.
 *
 * <p>The JVM's own handler runs shutdown hooks, and is deaf to a second signal from then on. The one way to hear it is
 * {@code sun.misc.Signal}, which the module {@code jdk.unsupported} exports for this; it is reached by reflection because
 * the compiler's warning about it cannot be suppressed.
 */
final class StopSignals {
    private static final Map<String, Integer> NUMBERS = Map.of("HUP", 1, "INT", 2, "TERM", 15);
    /** What a shell adds to the number of the signal that a process died of. */
    private static final int DIED_OF = 128;

    private StopSignals() {}

    /** Who hears them; on a thread of its own for each. */
    interface Listener {
        /**
         * A signal came.
         *
         * @param times how many have come by now, of whatever kind
         * @param code exit code of a process that this signal ends
         */
        void heard(int times, int code);
    }

    /** From now on these signals end the process no more; the listener does. Signals that are ignored stay so. */
    static void listen(Listener listener) {
        AtomicInteger times = new AtomicInteger();
        try {
            for (Map.Entry<String, Integer> signal : NUMBERS.entrySet()) {
                int code = DIED_OF + signal.getValue();
                handle(signal.getKey(), () -> listener.heard(times.incrementAndGet(), code));
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM lacks the module jdk.unsupported", e);
        }
    }

    private static void handle(String name, Runnable heard) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        MethodHandle handle = MethodHandles.publicLookup()
                .findStatic(signal, "handle", MethodType.methodType(handler, signal, handler));
        MethodHandle run = MethodHandles.publicLookup()
                .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                .bindTo(heard);
        Object number = signal.getConstructor(String.class).newInstance(name);
        Object ignore = handler.getField("SIG_IGN").get(null);
        Object ours = MethodHandleProxies.asInterfaceInstance(handler, MethodHandles.dropArguments(run, 0, signal));
        if (ignore.equals(invoke(handle, number, ours))) {
            // nohup, and shells that start something in the background, have their reasons.
            invoke(handle, number, ignore);
        }
    }

    private static Object invoke(MethodHandle handle, Object number, Object handler) {
        try {
            return handle.invoke(number, handler);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("it throws nothing of the kind", e);
        }
    }
}
