package io.netpool.tcp.autoconfigure.security;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.SettledReply;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willReturn;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

class SecurityContextDecoratorTests {

	private final TcpConnection connection = mock(TcpConnection.class);

	private final TcpEndpoint endpoint = mock(TcpEndpoint.class);

	private final TcpEndpoint decorated = new SecurityContextDecorator(SecurityContextHolder.getContextHolderStrategy())
		.decorate("default", this.endpoint);

	private final List<String> users = new ArrayList<>();

	@BeforeEach
	void leaveAnotherUserOnThisThread() throws Throwable {
		SecurityContextHolder.getContext().setAuthentication(login("another"));
		given(this.connection.principal()).willReturn(login("ann"));
		given(this.endpoint.connected(any())).willAnswer((call) -> reply());
		given(this.endpoint.message(any(), any())).willAnswer((call) -> reply());
		willAnswer((call) -> reply()).given(this.endpoint).disconnected(any(), any());
	}

	@AfterEach
	void clear() {
		SecurityContextHolder.clearContext();
	}

	private static Authentication login(String name) {
		return UsernamePasswordAuthenticationToken.authenticated(name, null, List.of());
	}

	private TcpReply reply() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		this.users.add((authentication != null) ? authentication.getName() : "nobody");
		return TcpReply.none();
	}

	private void assertNothingLeft() {
		assertThat(SecurityContextHolder.getContext().getAuthentication()).isNull();
	}

	@Test
	void aMessageLeavesNothing() throws Throwable {
		this.decorated.message(this.connection, "hello");
		assertThat(this.users).containsExactly("ann");
		assertNothingLeft();
	}

	@Test
	void connectedAndDisconnectedLeaveNothing() throws Throwable {
		this.decorated.connected(this.connection);
		assertNothingLeft();
		this.decorated.disconnected(this.connection, CloseReason.CLIENT);
		assertNothingLeft();
		assertThat(this.users).containsExactly("ann", "ann");
	}

	@Test
	void anAnonymousClientInheritsNothing() throws Throwable {
		given(this.connection.principal()).willReturn(null);
		this.decorated.message(this.connection, "hello");
		assertThat(this.users).containsExactly("nobody");
		assertNothingLeft();
	}

	@Test
	void aFailureLeavesNothing() throws Throwable {
		willThrow(new IllegalStateException()).given(this.endpoint).message(any(), any());
		assertThatIllegalStateException().isThrownBy(() -> this.decorated.message(this.connection, "hello"));
		assertNothingLeft();
	}

	@Test
	void eachStepHasThePrincipalOfItsTime() throws Throwable {
		CompletableFuture<TcpReply> later = new CompletableFuture<>();
		willReturn(TcpReply.later(later)).given(this.endpoint).message(any(), any());
		TcpReply reply = this.decorated.message(this.connection, "hello");
		given(this.connection.principal()).willReturn(login("ben"));
		later.complete(TcpReply.next(this::reply));
		SettledReply.of(reply);
		assertThat(this.users).containsExactly("ben");
		assertNothingLeft();
	}

}
