package jforge.declare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import freemarker.core._CoreAPI;
import freemarker.template.Configuration;
import freemarker.template.SimpleHash;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.Template;
import java.time.Duration;
import java.util.Map;
import jforge.source.InventoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundedRenderingTest {
    private static final Configuration CONFIGURATION = new Configuration(Configuration.VERSION_2_3_35);

    static {
        CONFIGURATION.setLogTemplateExceptions(false);
    }

    private final BoundedRendering rendering = new BoundedRendering(Duration.ofSeconds(1));

    private String render(String text) throws Exception {
        Template template = new Template("t.ftl", text.replace(" NL ", "\n"), CONFIGURATION);
        _CoreAPI.addThreadInterruptedChecks(template);
        var wrapper = new SimpleObjectWrapper(Configuration.VERSION_2_3_35);
        return rendering.render(template, new SimpleHash(Map.of("a", 1), wrapper));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x NL <#list 1.. as n></#list> | templates/t.ftl:2:1: this takes longer than 1 s; a loop without an end?",
                "<#function f n><#return f(n - 1) + f(n - 2)></#function>${f(9)} | templates/t.ftl:1:1: a macro or a"
                        + " function in this calls itself without an end",
                "<#macro m><@m/></#macro><@m/> | templates/t.ftl:1:1: a macro or a function in this calls itself without an"
                        + " end",
                "x NL <#list 1.. as n>${''?left_pad(10000)}</#list> | templates/t.ftl:2:17: more than 8 million characters"
                        + " come of this"
            })
    void endsWhatHasNoEnd(String text, String message) {
        var fault = assertThrows(InventoryException.class, () -> render(text));
        assertEquals(message, fault.getMessage());
    }

    @Test
    void whatCantBeInterruptedIsLeftBehind() throws Exception {
        assertEquals("1", render("${a}"));
        var fault = assertThrows(
                InventoryException.class, () -> render("<#assign n = 0>\n${(1..)?filter(x -> x < 0)?first}"));
        assertTrue(String.valueOf(fault.getMessage()).contains("longer than 1 s"), fault.getMessage());
        assertSame(fault, assertThrows(InventoryException.class, () -> render("${a}")));
    }

    @Test
    void anotherFaultStaysWhatItIs() {
        assertThrows(freemarker.core.InvalidReferenceException.class, () -> render("${b}"));
    }
}
