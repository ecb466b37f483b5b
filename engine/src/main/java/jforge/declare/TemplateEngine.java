package jforge.declare;

import freemarker.cache.FileTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.StrongCacheStorage;
import freemarker.cache.TemplateLoader;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.core._CoreAPI;
import freemarker.template.Configuration;
import freemarker.template.MalformedTemplateNameException;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import jforge.source.InventoryException;
import jforge.source.Mark;
import org.jspecify.annotations.Nullable;

/** FreeMarker with everything off that reaches beyond the template roots and the data given. */
final class TemplateEngine {
    private final Guarded configuration = new Guarded();

    private final BoundedRendering rendering;

    TemplateEngine(List<Path> roots, BoundedRendering rendering) {
        this.rendering = rendering;
        configuration.setTemplateLoader(loader(roots));
        configuration.setCacheStorage(new StrongCacheStorage());
        configuration.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
        configuration.setLocalizedLookup(false);
        configuration.setDefaultEncoding("UTF-8");
        configuration.setLocale(Locale.ROOT);
        configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
        configuration.setNumberFormat("computer");
        configuration.setBooleanFormat("c");
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setAttemptExceptionReporter((fault, environment) -> {});
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setAPIBuiltinEnabled(false);
        configuration.setRecognizeStandardFileExtensions(false);
        configuration.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_35));
    }

    /** See {@link Templates#render}. */
    String render(String name, TemplateData data, Mark mark, String where) {
        try {
            return rendering.render(configuration.getTemplate(name), data.root(configuration.getObjectWrapper()));
        } catch (TemplateNotFoundException | MalformedTemplateNameException e) {
            throw new InventoryException(mark, "there is no template \"" + name + "\" in templates/");
        } catch (ParseException e) {
            throw fault(
                    e.getTemplateName(),
                    e.getLineNumber(),
                    e.getColumnNumber(),
                    firstPart(e.getEditorMessage()),
                    where);
        } catch (TemplateException e) {
            throw fault(
                    e.getTemplateSourceName(), line(e.getLineNumber()), line(e.getColumnNumber()), problem(e), where);
        } catch (IOException e) {
            throw new InventoryException(mark, "the template \"" + name + "\" can't be read as UTF-8 text");
        } catch (InventoryException e) {
            throw e.mark().file().startsWith("templates/")
                    ? new InventoryException(e.mark(), e.problem() + " (in " + where + ")")
                    : e;
        }
    }

    private static TemplateLoader loader(List<Path> roots) {
        List<TemplateLoader> loaders = new ArrayList<>();
        for (Path root : roots) {
            if (Files.isDirectory(root)) {
                try {
                    // its canonical path check stays on: a link can't lead out of the root
                    loaders.add(new FileTemplateLoader(root.toFile()));
                } catch (IOException e) {
                    throw new InventoryException(Mark.whole(root.toString()), "this directory can't be read");
                }
            }
        }
        return new MultiTemplateLoader(loaders.toArray(new TemplateLoader[0]));
    }

    private static InventoryException fault(@Nullable String name, int line, int column, String problem, String where) {
        return new InventoryException(new Mark("templates/" + name, line, column), problem + " (in " + where + ")");
    }

    private static int line(@Nullable Integer number) {
        return number == null ? 1 : number;
    }

    private static String problem(TemplateException fault) {
        String blamed = fault.getBlamedExpressionString();
        if (fault instanceof freemarker.core.InvalidReferenceException && blamed != null) {
            return "\"" + blamed + "\" has no value";
        }
        return firstPart(fault.getMessageWithoutStackTop());
    }

    /** The problem itself, without the advice for programmers that follows it. */
    private static String firstPart(@Nullable String message) {
        String text = message == null ? "this can't be rendered" : message;
        int end = text.indexOf("\n\n");
        String part = end > 0 ? text.substring(0, end) : text;
        int advice = part.indexOf("\n----");
        String plain = (advice > 0 ? part.substring(0, advice) : part)
                .replaceAll("\\s+", " ")
                .replaceAll(" \\[in template [^]]*]", "")
                .replaceAll(" \\(Note that .*", "")
                .strip();
        return plain.isEmpty() ? plain : plain.substring(0, 1).toLowerCase(Locale.ROOT) + plain.substring(1);
    }

    /** Looks through each template once, those that are included too. */
    private static final class Guarded extends Configuration {
        private final Set<Template> checked = new HashSet<>();

        Guarded() {
            super(VERSION_2_3_35);
        }

        @Override
        public @Nullable Template getTemplate(
                String name,
                @Nullable Locale locale,
                @Nullable Object lookup,
                @Nullable String encoding,
                boolean parse,
                boolean ignoreMissing)
                throws IOException {
            Template template;
            try {
                template = super.getTemplate(name, locale, lookup, encoding, parse, ignoreMissing);
            } catch (SecurityException e) {
                throw new IOException("a link that leads out of templates/");
            }
            if (template != null && checked.add(template)) {
                TemplateGuard.check(
                        template, (line, column) -> new Mark("templates/" + template.getName(), line, column));
                _CoreAPI.addThreadInterruptedChecks(template);
            }
            return template;
        }
    }
}
