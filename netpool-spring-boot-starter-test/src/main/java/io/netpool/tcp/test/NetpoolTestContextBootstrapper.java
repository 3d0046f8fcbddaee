package io.netpool.tcp.test;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/**
 * {@link TestSliceTestContextBootstrapper} for {@link NetpoolTest @NetpoolTest}.
 */
class NetpoolTestContextBootstrapper extends TestSliceTestContextBootstrapper<NetpoolTest> {

}
