package io.netpool.tcp.server.admission;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionsPerAddressTests {

	private final ConnectionsPerAddress count = new ConnectionsPerAddress(2);

	private static InetAddress address(String address) {
		try {
			return InetAddress.getByName(address);
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	@Test
	void anIpv4AddressCountsForItself() {
		assertThat(this.count.acquire(address("192.0.2.1"))).isTrue();
		assertThat(this.count.acquire(address("192.0.2.1"))).isTrue();
		assertThat(this.count.acquire(address("192.0.2.1"))).isFalse();
		assertThat(this.count.acquire(address("192.0.2.2"))).isTrue();
	}

	@Test
	void ipv6AddressesOfOneNetworkCountTogether() {
		assertThat(this.count.acquire(address("2001:db8:0:1::1"))).isTrue();
		assertThat(this.count.acquire(address("2001:db8:0:1:ffff::2"))).isTrue();
		assertThat(this.count.acquire(address("2001:db8:0:1:1:2:3:4"))).isFalse();
		assertThat(this.count.acquire(address("2001:db8:0:2::1"))).isTrue();
	}

	@Test
	void anAddressWithoutConnectionsIsForgotten() {
		InetAddress client = address("192.0.2.1");
		this.count.acquire(client);
		this.count.acquire(client);
		this.count.acquire(address("2001:db8::1"));
		assertThat(this.count.addresses()).isEqualTo(2);
		this.count.release(client);
		assertThat(this.count.addresses()).isEqualTo(2);
		this.count.release(client);
		assertThat(this.count.addresses()).isOne();
	}

	@Test
	void whoWasRefusedDoesNotCount() {
		InetAddress client = address("192.0.2.1");
		this.count.acquire(client);
		this.count.acquire(client);
		assertThat(this.count.acquire(client)).isFalse();
		assertThat(this.count.acquire(client)).isFalse();
		this.count.release(client);
		assertThat(this.count.acquire(client)).isTrue();
	}

}
