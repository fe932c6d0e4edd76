package dev.tilefleet.standalone.processes;

import dev.tilefleet.standalone.cli.Tilefleet;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The product's api, with a thread beside it that says every second what memory it has taken so far. */
final class MeasuredApi {
    private static final Path STATUS = Path.of("/proc/self/status");

    private MeasuredApi() {}

    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().start(MeasuredApi::tell);
        Tilefleet.main(arguments);
    }

    private static void tell() {
        long direct = 0;
        try {
            for (int sample = 0; true; sample++) {
                direct = Math.max(direct, direct());
                if (sample % 10 == 0) {
                    System.out.printf("memory heap=%d direct=%d resident=%d%n", heap() >> 20, direct >> 20, resident());
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The sum of the pools' peaks, which is no less than the peak of the sum. */
    private static long heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(java.lang.management.MemoryUsage::getUsed)
                .sum();
    }

    /** Of Java's buffers and of Netty's, which takes some behind its back. */
    private static long direct() {
        long java = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return java + Math.max(0, PlatformDependent.usedDirectMemory());
    }

    /** The most that was ever resident, in MiB. */
    private static long resident() {
        try {
            return Files.readAllLines(STATUS).stream()
                            .filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElseThrow()
                    >> 10;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
