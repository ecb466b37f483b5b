package jforge.kit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import jforge.transport.FrameSink;
import jforge.transport.Shell;

/** A shell that is kept open by whoever closes this one, and that remembers the frames of its last script. */
record Tap(Shell shell, Map<String, String> frames) implements Shell {
    Tap(Shell shell) {
        this(shell, new LinkedHashMap<>());
    }

    @Override
    public Result run(String script, FrameSink sink) throws IOException {
        frames.clear();
        return shell.run(script, new FrameSink() {
            @Override
            public void begun(String name) throws IOException {
                sink.begun(name);
            }

            @Override
            public void ended(String name, byte[] body, String word) throws IOException {
                // a character a byte, so that unequal bytes are unequal text
                frames.put(name, new String(body, StandardCharsets.ISO_8859_1) + "[" + word + "]");
                sink.ended(name, body, word);
            }

            @Override
            public Supply asked(String name) throws IOException {
                return sink.asked(name);
            }
        });
    }

    @Override
    public String token() {
        return shell.token();
    }

    @Override
    public void stop() throws IOException {
        shell.stop();
    }

    @Override
    public void close() {
        // its owner's to close
    }
}
