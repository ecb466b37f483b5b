package jforge.declare;

import freemarker.core.Environment;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateHashModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jforge.source.InventoryException;
import jforge.source.Mark;
import org.jspecify.annotations.Nullable;

/** Renders within bounds of time and size, for a template may loop for ever. After one that did, no other is tried. */
final class BoundedRendering {
    private static final int MAX_CHARACTERS = 8_000_000;
    private static final Pattern PLACE = Pattern.compile("in template \"([^\"]*)\" at line (\\d+), column (\\d+)");

    private final Duration budget;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "jforge-template");
        made.setDaemon(true); // what can't be interrupted is left behind
        return made;
    });
    private @Nullable InventoryException stuck;

    /** @param budget for one template */
    BoundedRendering(Duration budget) {
        this.budget = budget;
    }

    /** @throws InventoryException at its place in the template, if it takes too long or makes too much */
    String render(Template template, TemplateHashModel data) throws TemplateException, IOException {
        if (stuck != null) {
            throw stuck;
        }
        Bounded out = new Bounded();
        Environment environment = template.createProcessingEnvironment(data, out);
        Future<?> done = thread.submit(() -> {
            environment.process();
            return null;
        });
        try {
            done.get(budget.toMillis(), TimeUnit.MILLISECONDS);
            return out.toString();
        } catch (TimeoutException e) {
            Mark place = place(template, environment);
            done.cancel(true);
            stuck = new InventoryException(
                    place, "this takes longer than " + budget.toSeconds() + " s; a loop without an end?");
            throw stuck;
        } catch (ExecutionException e) {
            throw fault(template, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a template was rendered", e);
        }
    }

    private static IllegalStateException fault(Template template, Throwable cause)
            throws TemplateException, IOException {
        Mark whole = mark(template.getName(), 1, 1);
        if (cause instanceof TooLong tooLong) {
            throw new InventoryException(tooLong.place, "more than 8 million characters come of this");
        } else if (cause instanceof StackOverflowError) {
            throw new InventoryException(whole, "a macro or a function in this calls itself without an end");
        } else if (cause instanceof OutOfMemoryError) {
            throw new InventoryException(whole, "this needs more memory than there is");
        } else if (cause instanceof TemplateException known) {
            throw known;
        } else if (cause instanceof IOException known) {
            throw known;
        } else if (cause instanceof RuntimeException known) {
            throw known;
        }
        return new IllegalStateException(cause);
    }

    /** Where it is now. It runs on meanwhile, so that its stack may change under our hands. */
    private static Mark place(Template template, Environment environment) {
        for (int attempt = 0; attempt < 20; attempt++) {
            try {
                StringWriter stack = new StringWriter();
                environment.outputInstructionStack(new PrintWriter(stack));
                Matcher found = PLACE.matcher(stack.toString());
                if (found.find()) {
                    return mark(found.group(1), Integer.parseInt(found.group(2)), Integer.parseInt(found.group(3)));
                }
            } catch (RuntimeException e) {
                // it changed while we looked: once more
            }
        }
        return mark(template.getName(), 1, 1);
    }

    private static Mark mark(String name, int line, int column) {
        return new Mark("templates/" + name, line, column);
    }

    /** More came out than anybody wants in a file. */
    private static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;
        private final transient Mark place;

        TooLong(Mark place) {
            this.place = place;
        }
    }

    private static final class Bounded extends Writer {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void write(char[] characters, int from, int length) throws IOException {
            if (text.length() + length > MAX_CHARACTERS) {
                Environment environment = Environment.getCurrentEnvironment();
                throw new TooLong(place(environment.getMainTemplate(), environment));
            }
            text.append(characters, from, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
