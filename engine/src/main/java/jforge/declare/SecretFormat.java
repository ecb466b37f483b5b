package jforge.declare;

import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import java.io.IOException;
import java.io.Writer;

/**
 * How text that holds a secret's placeholder looks to a template: it can be printed and joined, but no built-in takes it. So
 * none can alter the placeholder, or escape it in place of the secret.
 */
final class SecretFormat extends CommonMarkupOutputFormat<SecretFormat.Text> {
    private static final SecretFormat INSTANCE = new SecretFormat();

    private SecretFormat() {}

    static Text text(String text) {
        return new Text(null, text);
    }

    @Override
    public String getName() {
        return "secret";
    }

    @Override
    public String getMimeType() {
        return "text/plain";
    }

    @Override
    public void output(String text, Writer out) throws IOException {
        out.write(text);
    }

    @Override
    public String escapePlainText(String text) {
        return text;
    }

    @Override
    public boolean isLegacyBuiltInBypassed(String name) {
        return false;
    }

    @Override
    protected Text newTemplateMarkupOutputModel(
            @org.jspecify.annotations.Nullable String plain, @org.jspecify.annotations.Nullable String markup) {
        return new Text(plain, markup);
    }

    static final class Text extends CommonTemplateMarkupOutputModel<Text> {
        Text(@org.jspecify.annotations.Nullable String plain, @org.jspecify.annotations.Nullable String markup) {
            super(plain, markup);
        }

        @Override
        public SecretFormat getOutputFormat() {
            return INSTANCE;
        }
    }
}
