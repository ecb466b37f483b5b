package jforge.cli;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import jforge.transport.Operator;
import org.jspecify.annotations.Nullable;

/** Asks on the process's terminal itself, so that input and output may be redirected, as ssh does. */
final class TerminalOperator implements Operator {
    private static final Path TERMINAL = Path.of("/dev/tty");

    private final PrintStream notices;

    /** @param notices takes a line for each */
    TerminalOperator(PrintStream notices) {
        this.notices = notices;
    }

    @Override
    public void told(String notice) {
        notices.println("jforge: " + notice);
    }

    @Override
    public synchronized char @Nullable [] secret(String prompt) {
        try (OutputStream out = new FileOutputStream(TERMINAL.toFile());
                InputStream in = new FileInputStream(TERMINAL.toFile())) {
            String before = stty("-g");
            // a run that is interrupted must not leave a terminal that shows nothing
            Thread restore = new Thread(() -> quietly(before));
            Runtime.getRuntime().addShutdownHook(restore);
            try {
                stty("-echo");
                out.write(prompt.getBytes(StandardCharsets.UTF_8));
                out.flush();
                return line(in);
            } finally {
                stty(before);
                out.write('\n');
                Runtime.getRuntime().removeShutdownHook(restore);
            }
        } catch (IOException | IllegalStateException e) {
            return null;
        }
    }

    /** Null at the end of input. */
    private static char @Nullable [] line(InputStream in) throws IOException {
        Wiped bytes = new Wiped();
        int b;
        while ((b = in.read()) >= 0 && b != '\n') {
            bytes.write(b);
        }
        if (b < 0 && bytes.size() == 0) {
            return null;
        }
        try {
            CharBuffer text = StandardCharsets.UTF_8.decode(bytes.content());
            char[] secret = Arrays.copyOf(text.array(), text.length());
            Arrays.fill(text.array(), '\0');
            return secret;
        } finally {
            bytes.wipe();
        }
    }

    private static void quietly(String mode) {
        try {
            stty(mode);
        } catch (IOException e) {
            // there is no terminal any more
        }
    }

    private static String stty(String mode) throws IOException {
        Process stty = new ProcessBuilder("stty", mode)
                .redirectInput(TERMINAL.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        try {
            if (stty.waitFor() != 0) {
                throw new IOException("the terminal can't be set");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return said;
    }

    private static final class Wiped extends ByteArrayOutputStream {
        ByteBuffer content() {
            return ByteBuffer.wrap(buf, 0, count);
        }

        void wipe() {
            Arrays.fill(buf, (byte) 0);
        }
    }
}
