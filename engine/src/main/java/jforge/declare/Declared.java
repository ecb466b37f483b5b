package jforge.declare;

import java.util.List;
import jforge.resource.Resource;

/**
 * What is declared of one host, in the order written.
 *
 * @param undeclared what needs facts that the host hasn't told; empty once it has
 */
public record Declared(List<Resource<?, ?>> resources, List<Undeclared> undeclared) {
    public Declared {
        resources = List.copyOf(resources);
        undeclared = List.copyOf(undeclared);
    }
}
