package jforge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jforge.plan.Plan;
import jforge.plan.PlanId;
import jforge.plan.PlanJson;
import org.junit.jupiter.api.Test;

class PlanJsonTest {
    @Test
    void nothingIsLost() {
        assertEquals(Samples.shop(), PlanJson.read(PlanJson.write(Samples.shop())));
        assertEquals(Samples.fleet(), PlanJson.read(PlanJson.write(Samples.fleet())));
    }

    @Test
    void secretsAreNotWritten() {
        assertThrows(IllegalArgumentException.class, () -> PlanJson.write(Samples.secret("pw")));
    }

    @Test
    void anythingElseIsNoPlan() {
        assertThrows(IllegalArgumentException.class, () -> PlanJson.read("{}"));
        assertThrows(IllegalArgumentException.class, () -> PlanJson.read("[1"));
    }

    @Test
    void equalPlansHaveEqualIds() {
        Plan shop = Samples.shop();
        assertEquals(shop.id(), PlanId.of(PlanJson.read(PlanJson.write(shop))));
        assertEquals(6, shop.id().length());
        assertNotEquals(shop.id(), PlanId.of(new Plan("blog", shop.id(), shop.hosts())));
        assertNotEquals(
                shop.id(), PlanId.of(new Plan("shop", shop.id(), shop.hosts().subList(1, 6))));
        assertEquals(Samples.secret("one").id(), Samples.secret("two").id());
    }

    @Test
    void everythingEntersTheId() throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode tree = mapper.readTree(PlanJson.write(Samples.shop()));
        List<String> same = new ArrayList<>();
        int changed = 0;
        for (String leaf : leaves("", tree)) {
            JsonNode copy = tree.deepCopy();
            change(copy, leaf);
            Optional<String> id = id(copy);
            // an agent's socket has another name in each session
            if (!leaf.endsWith("/login/agent")
                    && id.isPresent()
                    && id.get().equals(Samples.shop().id())) {
                same.add(leaf);
            }
            changed += id.isPresent() ? 1 : 0;
        }
        assertEquals(List.of("/id"), same);
        assertTrue(changed > 200, changed + " leaves");
    }

    private static List<String> leaves(String path, JsonNode node) {
        List<String> leaves = new ArrayList<>();
        if (node.isValueNode()) {
            leaves.add(path);
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                leaves.addAll(leaves(path + "/" + i, node.get(i)));
            }
        } else {
            node.fieldNames().forEachRemaining(f -> leaves.addAll(leaves(path + "/" + f, node.get(f))));
        }
        return leaves;
    }

    /** Another value in place of a leaf. */
    private static void change(JsonNode tree, String leaf) {
        int slash = leaf.lastIndexOf('/');
        JsonNode parent = tree.at(leaf.substring(0, slash));
        JsonNode old = tree.at(leaf);
        JsonNode other = old.isNumber()
                ? LongNode.valueOf(old.asLong() + 1)
                : old.isBoolean() ? BooleanNode.valueOf(!old.asBoolean()) : TextNode.valueOf(other(old.asText()));
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(leaf.substring(slash + 1)), other);
        } else {
            ((ObjectNode) parent).set(leaf.substring(slash + 1), other);
        }
    }

    private static String other(String text) {
        return switch (text) {
            case "NONE" -> "RISKY";
            case "UPDATE", "CREATE" -> "DELETE";
            case "SSH" -> "LOCAL";
            case "SUDO" -> "NO";
            default -> text + "x";
        };
    }

    private static Optional<String> id(JsonNode tree) {
        try {
            return Optional.of(PlanId.of(PlanJson.read(tree.toString())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
