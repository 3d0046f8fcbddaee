package io.netpool.tcp.observe;

import java.util.List;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;

/**
 * Tells of which meters the application wants a distribution: it asks the application's
 * filters what they make of a meter, as a registry does. Boot's filter for
 * {@code management.metrics.distribution} is one of them.
 * <p>
 * A meter that is registered for its snapshot to be looked at, and then perhaps removed,
 * would tell less. Where the backend makes the histogram, a snapshot has none; a
 * composite registry leaves the filters to its members, which may come later; and whoever
 * listens to a registry would see the meter come and go. What this does not see is a
 * filter that is no bean, but was given to one registry.
 *
 * @param filters the filters, in their order
 */
record Distributions(List<MeterFilter> filters) {

	boolean areWanted(Meter.Id meter) {
		Meter.Id id = meter;
		for (MeterFilter filter : this.filters) {
			id = filter.map(id);
		}
		return isAccepted(id) && isDistributed(id);
	}

	/**
	 * The first filter that has an opinion decides.
	 */
	private boolean isAccepted(Meter.Id id) {
		for (MeterFilter filter : this.filters) {
			MeterFilterReply reply = filter.accept(id);
			if (reply != MeterFilterReply.NEUTRAL) {
				return reply == MeterFilterReply.ACCEPT;
			}
		}
		return true;
	}

	private boolean isDistributed(Meter.Id id) {
		DistributionStatisticConfig config = DistributionStatisticConfig.NONE;
		for (MeterFilter filter : this.filters) {
			DistributionStatisticConfig configured = filter.configure(id, config);
			config = (configured != null) ? configured : config;
		}
		return config.isPublishingPercentiles() || config.isPublishingHistogram();
	}

}
