package dev.tilefleet.standalone.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The release this is, as Maven wrote it into the jar. */
final class ReleaseVersion implements IVersionProvider {
    private static final String PROPERTIES = "/META-INF/maven/dev.tilefleet/tilefleet-standalone/pom.properties";

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"tilefleet " + release() + " (Java " + Runtime.version() + ")"};
    }

    private static String release() throws IOException {
        try (InputStream file = ReleaseVersion.class.getResourceAsStream(PROPERTIES)) {
            if (file == null) {
                return "development build"; // run from a folder of classes
            }
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("version", "of unknown version");
        }
    }
}
