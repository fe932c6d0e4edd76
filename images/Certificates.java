import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;

/** Makes a trust store for a JDK out of a system's own: {@code java Certificates.java PEM STORE}. */
void main(String... arguments) throws Exception {
    // A JKS, since Java reads its certificates without a password, which it has none for.
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, null);
    int count = 0;
    try (InputStream pem = Files.newInputStream(Path.of(arguments[0]))) {
        for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
            store.setCertificateEntry("ca-" + count++, certificate);
        }
    }
    try (OutputStream out = Files.newOutputStream(Path.of(arguments[1]))) {
        store.store(out, "changeit".toCharArray());
    }
}
