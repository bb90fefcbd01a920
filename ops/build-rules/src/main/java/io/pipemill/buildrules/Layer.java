package io.pipemill.buildrules;

import java.util.List;

/**
 * One row of ARCHITECTURE, "What each module may know".
 *
 * @param name what failure texts call it
 * @param pack its package below the root; sub-packages belong to it unless another layer names them
 * @param mayKnow names of the layers of ours it may use; {@code *} for all
 * @param banned foreign packages it must not use
 * @param fix what to do instead
 */
record Layer(String name, String pack, List<String> mayKnow, List<String> banned, String fix) {

  boolean knows(Layer other) {
    return name.equals(other.name) || mayKnow.contains("*") || mayKnow.contains(other.name);
  }
}
