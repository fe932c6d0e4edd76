package dev.tilefleet.worker.raster;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Turns an interface whose methods are C prototypes into calls of a library: {@code MemorySegment} is a pointer, {@code
 * int} and {@code long} are 32 and 64 bits wide, {@code double} is itself.
 *
 * <p>The arguments of a call are boxed, some nanoseconds; what is called here takes micro- to milliseconds.
 */
final class NativeBinding {
    private final SymbolLookup library;
    private final Linker linker = Linker.nativeLinker();

    NativeBinding(SymbolLookup library) {
        this.library = library;
    }

    /** @throws GdalUnavailableException when the library lacks one of the functions */
    <T> T bind(Class<T> prototypes) {
        Map<Method, MethodHandle> handles = Arrays.stream(prototypes.getDeclaredMethods())
                .collect(Collectors.toUnmodifiableMap(Function.identity(), this::handle));
        return prototypes.cast(Proxy.newProxyInstance(
                prototypes.getClassLoader(),
                new Class<?>[] {prototypes},
                (_, method, arguments) -> handles.get(method).invokeExact(arguments)));
    }

    /** The C function as {@code (Object[]) -> Object}. */
    @SuppressWarnings("restricted")
    private MethodHandle handle(Method method) {
        MemoryLayout[] parameters = Arrays.stream(method.getParameterTypes())
                .map(NativeBinding::layout)
                .toArray(MemoryLayout[]::new);
        FunctionDescriptor descriptor = method.getReturnType() == void.class
                ? FunctionDescriptor.ofVoid(parameters)
                : FunctionDescriptor.of(layout(method.getReturnType()), parameters);
        return linker.downcallHandle(address(method), descriptor)
                .asSpreader(Object[].class, parameters.length)
                .asType(MethodType.methodType(Object.class, Object[].class));
    }

    private MemorySegment address(Method method) {
        String name = method.getAnnotation(NativeFunction.class).value();
        return library.find(name)
                .orElseThrow(() ->
                        new GdalUnavailableException("The library has no function %s, so it is no GDAL 3.4 or newer. %s"
                                .formatted(name, GdalLibrary.ADVICE)));
    }

    private static MemoryLayout layout(Class<?> type) {
        if (type == MemorySegment.class) {
            return ValueLayout.ADDRESS;
        }
        if (type == int.class) {
            return ValueLayout.JAVA_INT;
        }
        if (type == long.class) {
            return ValueLayout.JAVA_LONG;
        }
        if (type == double.class) {
            return ValueLayout.JAVA_DOUBLE;
        }
        throw new IllegalArgumentException("no C type for " + type);
    }
}
