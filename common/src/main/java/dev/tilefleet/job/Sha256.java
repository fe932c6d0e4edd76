package dev.tilefleet.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 digest, written as 64 lower-case hexadecimal digits. */
public record Sha256(@JsonValue String hex) {
    private static final int DIGITS = 64;

    @JsonCreator
    public Sha256 {
        if (!isDigest(hex)) {
            throw new IllegalArgumentException("not a SHA-256 digest: " + hex);
        }
    }

    /** The digest of all these bytes. */
    public static Sha256 of(byte[] bytes) {
        return finish(start(bytes));
    }

    /** A fresh running digest, to be fed as bytes come by. */
    public static MessageDigest running() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Ends a running digest. */
    public static Sha256 finish(MessageDigest running) {
        return new Sha256(HexFormat.of().formatHex(running.digest()));
    }

    /** Whether the text is one. Said without a pattern: whoever reads the log back checks millions. */
    public static boolean isDigest(String text) {
        if (text.length() != DIGITS) {
            return false;
        }
        for (int i = 0; i < DIGITS; i++) {
            char digit = text.charAt(i);
            boolean decimal = digit >= '0' && digit <= '9';
            boolean letter = digit >= 'a' && digit <= 'f';
            if (!decimal && !letter) {
                return false;
            }
        }
        return true;
    }

    private static MessageDigest start(byte[] bytes) {
        MessageDigest digest = running();
        digest.update(bytes);
        return digest;
    }

    @Override
    public String toString() {
        return hex;
    }
}
