package jforge.transport;

import java.io.IOException;
import java.io.OutputStream;

/** A payload as the loader's items: at most 1 MiB each, then the line {@code 0}. Exactly as many bytes as announced. */
final class ItemStream extends OutputStream {
    private static final int ITEM = 1 << 20;

    private final OutputStream out;
    private final String token;
    private long left;
    private int leftInItem;

    ItemStream(OutputStream out, long size, String token) {
        this.out = out;
        this.left = size;
        this.token = token;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > left) {
            throw new IOException("a payload is longer than announced: it has changed meanwhile");
        }
        int at = offset;
        while (at < offset + length) {
            if (leftInItem == 0) {
                leftInItem = (int) Math.min(ITEM, left);
                out.write(Loader.ascii(leftInItem + "\n"));
            }
            int n = Math.min(leftInItem, offset + length - at);
            out.write(bytes, at, n);
            at += n;
            left -= n;
            leftInItem -= n;
            if (leftInItem == 0) {
                out.write(Loader.ascii(token + "\n"));
            }
        }
    }

    /** @throws IOException if fewer bytes were written than announced */
    @Override
    public void close() throws IOException {
        if (left > 0) {
            throw new IOException("a payload is " + left + " bytes shorter than announced: it has changed meanwhile");
        }
        out.write(Loader.ascii("0\n"));
    }
}
