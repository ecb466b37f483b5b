package jforge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
}
