package io.netpool.tcp.observe;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.netpool.tcp.observe.TcpObservationDocumentation.HighCardinalityKeyNames;
import io.netpool.tcp.observe.TcpObservationDocumentation.LowCardinalityKeyNames;

/**
 * The name and key values of messages of other instances, documented by
 * {@link TcpObservationDocumentation#CLUSTER_RECEIVE}.
 */
final class ClusterReceiveObservationConvention implements ObservationConvention<ClusterReceiveContext> {

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof ClusterReceiveContext;
	}

	@Override
	public String getName() {
		return TcpObservationDocumentation.CLUSTER_RECEIVE.getName();
	}

	@Override
	public String getContextualName(ClusterReceiveContext context) {
		return context.cluster() + " receive";
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(ClusterReceiveContext context) {
		return KeyValues.of(LowCardinalityKeyNames.NAME.withValue(context.cluster()));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(ClusterReceiveContext context) {
		return KeyValues.of(HighCardinalityKeyNames.SENDER.withValue(context.sender()));
	}

}
