package io.netpool.tcp.server;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpDelivery;
import io.netpool.tcp.TcpGroup;
import io.netpool.tcp.cluster.ClusterLink;
import io.netpool.tcp.cluster.Label;
import io.netpool.tcp.cluster.Target;
import io.netpool.tcp.server.settings.OutboundOverflow;
import org.jspecify.annotations.Nullable;

/**
 * A live view of connections.
 *
 * @param directory finds the members of other groups
 * @param description what its members have in common, as a predicate
 * @param members supplies the present members of this instance
 * @param rule whether a connection of this instance is a member
 * @param overflow strategy for members without room for a message, {@code null} for that
 * of their pool
 * @param target the members of all instances, {@code null} for those of this one
 */
record ConnectionGroup(ConnectionDirectory directory, String description, Supplier<Stream<ServedConnection>> members,
		Predicate<ServedConnection> rule, @Nullable OutboundOverflow overflow,
		@Nullable Target target) implements TcpGroup {

	@Override
	public int count() {
		return (int) this.members.get().count();
	}

	@Override
	public Stream<TcpConnection> connections() {
		return this.members.get().map(TcpConnection.class::cast);
	}

	/**
	 * The members of the other group are searched, since a pool may have many more.
	 */
	@Override
	public TcpGroup group(String name) {
		Label label = new Label.Group(name);
		return new ConnectionGroup(this.directory, this + " and in group '" + name + "'",
				() -> this.directory.served(label).filter(this.rule), this.rule.and(this.directory.has(label)),
				this.overflow, elsewhere((target) -> target.and(label)));
	}

	@Override
	public TcpGroup except(TcpConnection connection) {
		Predicate<ServedConnection> other = (member) -> member != connection;
		return new ConnectionGroup(this.directory, this + " except " + connection.id(),
				() -> this.members.get().filter(other), this.rule.and(other), this.overflow,
				elsewhere((target) -> target.except(connection.id())));
	}

	@Override
	public TcpGroup skipSlow() {
		return with(OutboundOverflow.WAIT, Target.Slow.SKIP);
	}

	@Override
	public TcpGroup closeSlow() {
		return with(OutboundOverflow.DISCONNECT, Target.Slow.CLOSE);
	}

	private TcpGroup with(OutboundOverflow strategy, Target.Slow slow) {
		return new ConnectionGroup(this.directory, this.description, this.members, this.rule, strategy,
				elsewhere((target) -> target.slow(slow)));
	}

	private @Nullable Target elsewhere(Function<Target, Target> change) {
		return (this.target != null) ? change.apply(this.target) : null;
	}

	/**
	 * Returns the members of this instance.
	 */
	ConnectionGroup local() {
		return new ConnectionGroup(this.directory, this.description, this.members, this.rule, this.overflow, null);
	}

	@Override
	public CompletionStage<TcpDelivery> send(Object message) {
		ClusterLink link = this.directory.link();
		if (this.target == null || !link.isClustered()) {
			return Broadcast.send(this.members.get(), message, this.overflow);
		}
		// its form first: it fails before anything is sent
		CompletionStage<TcpDelivery> others = link.send(this.target,
				RemoteMessages.payload(this.directory, message, this.target.pool()));
		return Broadcast.send(this.members.get(), message, this.overflow).thenCombine(others, TcpDelivery::plus);
	}

	@Override
	public CompletionStage<TcpDelivery> sendEach(Function<TcpConnection, ? extends @Nullable Object> message) {
		return Broadcast.sendEach(this.members.get(), message, this.overflow);
	}

	@Override
	public <T> CompletionStage<T> exchange(Object command, Class<T> type, Predicate<? super T> isAnswer) {
		return isElsewhere() ? RemoteMessages.notElsewhere(this) : TcpGroup.super.exchange(command, type, isAnswer);
	}

	@Override
	public <T> CompletionStage<T> exchange(Object command, Class<T> type, Predicate<? super T> isAnswer,
			Duration timeout) {
		return isElsewhere() ? RemoteMessages.notElsewhere(this)
				: TcpGroup.super.exchange(command, type, isAnswer, timeout);
	}

	@Override
	public <T> CompletionStage<T> exchange(Object command, Class<T> type) {
		return isElsewhere() ? RemoteMessages.exchange(this, command, type, null)
				: TcpGroup.super.exchange(command, type);
	}

	@Override
	public <T> CompletionStage<T> exchange(Object command, Class<T> type, Duration timeout) {
		return isElsewhere() ? RemoteMessages.exchange(this, command, type, timeout)
				: TcpGroup.super.exchange(command, type, timeout);
	}

	/**
	 * Returns whether a connection of this group can only be on another instance.
	 */
	private boolean isElsewhere() {
		return this.target != null && this.directory.link().isClustered() && this.members.get().findAny().isEmpty();
	}

	@Override
	public String toString() {
		return this.description;
	}

}
