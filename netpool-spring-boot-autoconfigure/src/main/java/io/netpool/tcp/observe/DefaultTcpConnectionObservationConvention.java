package io.netpool.tcp.observe;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.netpool.tcp.CloseReason;
import io.netpool.tcp.observe.TcpObservationDocumentation.LowCardinalityKeyNames;

/**
 * Default {@link TcpConnectionObservationConvention}, documented by
 * {@link TcpObservationDocumentation#CONNECTION}. Extend it to add key values.
 *
 * @since 0.1.0
 */
public class DefaultTcpConnectionObservationConvention implements TcpConnectionObservationConvention {

	@Override
	public String getName() {
		return TcpObservationDocumentation.CONNECTION.getName();
	}

	@Override
	public String getContextualName(TcpConnectionObservationContext context) {
		return context.getConnection().pool() + " connection";
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(TcpConnectionObservationContext context) {
		return KeyValues.of(ConnectionKeyValues.pool(context.getConnection()), reason(context),
				ConnectionKeyValues.exception(context));
	}

	private static KeyValue reason(TcpConnectionObservationContext context) {
		CloseReason reason = context.getCloseReason();
		return LowCardinalityKeyNames.REASON.withValue((reason != null) ? TagValues.of(reason) : KeyValue.NONE_VALUE);
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(TcpConnectionObservationContext context) {
		return ConnectionKeyValues.highCardinality(context.getConnection());
	}

}
