package dev.tilefleet.standalone.embedded;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.regex.Pattern;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * S3Proxy's store on a file system, less two of its weaknesses.
 *
 * <p>It writes an upload to {@code {key}-{UUID}} beside the key, where a listing shows it, under way or left behind by a
 * kill. Here such names are no objects: refused as keys, not listed, and so safe to remove at the next start.
 *
 * <p>And it removes a folder with the last object in it, also when a PUT into that folder is just about to begin.
 */
final class WholeObjectStore extends ForwardingBlobStore {
    /** Not S3Proxy's own record of a multipart upload, whose name ends in a UUID too. */
    private static final Pattern UNFINISHED =
            Pattern.compile("(?!\\.s3proxy-).+-\\p{XDigit}{8}-(\\p{XDigit}{4}-){3}\\p{XDigit}{12}", Pattern.DOTALL);

    private static final int FOLDER_LOST = 10;

    WholeObjectStore(BlobStore files) {
        super(files);
    }

    /** Whether a key, or the last part of it, has the form in which uploads are written before they are whole. */
    static boolean isUnfinished(String name) {
        return UNFINISHED.matcher(name).matches();
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        refuseUnfinished(request.key());
        Unclosed unread = new Unclosed(payload);
        for (int lost = 0; ; lost++) {
            try {
                return super.putBlob(request, unread);
            } catch (RuntimeException e) {
                // The folder was gone when the file was to be made in it: nothing is read of the payload yet.
                if (!(e.getCause() instanceof NoSuchFileException) || unread.isTouched() || lost == FOLDER_LOST) {
                    throw e;
                }
            }
        }
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        refuseUnfinished(request.destinationKey());
        return super.copyBlob(request);
    }

    @Override
    public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
        refuseUnfinished(request.key());
        return super.initiateMultipartUpload(request);
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        ListObjectsV2Response page = super.list(request);
        List<S3Object> whole = page.contents().stream()
                .filter(object -> !isUnfinished(object.key()))
                .toList();
        return whole.size() == page.contents().size()
                ? page
                : page.toBuilder().contents(whole).build();
    }

    private static void refuseUnfinished(String key) {
        if (isUnfinished(key)) {
            throw S3Exceptions.invalidArgument("This store takes no key that ends in a hyphen and a UUID.");
        }
    }

    /** Outlives a try that did not come to read it; the servlet closes the payload. */
    private static final class Unclosed extends FilterInputStream {
        private boolean touched;

        Unclosed(InputStream payload) {
            super(payload);
        }

        boolean isTouched() {
            return touched;
        }

        @Override
        public int read() throws IOException {
            touched = true;
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            touched = true;
            return super.read(bytes, offset, length);
        }

        @Override
        public void close() {}
    }
}
