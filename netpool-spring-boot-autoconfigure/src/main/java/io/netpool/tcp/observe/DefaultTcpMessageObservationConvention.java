package io.netpool.tcp.observe;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.netpool.tcp.observe.TcpObservationDocumentation.LowCardinalityKeyNames;

/**
 * Default {@link TcpMessageObservationConvention}, documented by
 * {@link TcpObservationDocumentation#MESSAGE}. Extend it to add key values.
 *
 * @since 0.1.0
 */
public class DefaultTcpMessageObservationConvention implements TcpMessageObservationConvention {

	@Override
	public String getName() {
		return TcpObservationDocumentation.MESSAGE.getName();
	}

	@Override
	public String getContextualName(TcpMessageObservationContext context) {
		return context.getConnection().pool() + " message";
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(TcpMessageObservationContext context) {
		return KeyValues.of(ConnectionKeyValues.pool(context.getConnection()), outcome(context),
				ConnectionKeyValues.exception(context));
	}

	private static KeyValue outcome(TcpMessageObservationContext context) {
		if (!context.isEnded()) {
			return LowCardinalityKeyNames.OUTCOME.withValue(KeyValue.NONE_VALUE);
		}
		return LowCardinalityKeyNames.OUTCOME.withValue((context.getError() != null) ? "failure" : "success");
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(TcpMessageObservationContext context) {
		return ConnectionKeyValues.highCardinality(context.getConnection());
	}

}
