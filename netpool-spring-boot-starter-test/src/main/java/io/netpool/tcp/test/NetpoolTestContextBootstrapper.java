package io.netpool.tcp.test;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/**
 * Bootstraps a {@link NetpoolTest}.
 */
class NetpoolTestContextBootstrapper extends TestSliceTestContextBootstrapper<NetpoolTest> {

}
