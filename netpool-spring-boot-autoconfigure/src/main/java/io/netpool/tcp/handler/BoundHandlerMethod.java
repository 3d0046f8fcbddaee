package io.netpool.tcp.handler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.netpool.tcp.TcpEndpoint.MessageType;
import io.netpool.tcp.TcpReply;
import org.jspecify.annotations.Nullable;

/**
 * A handler method of which is known where its parameters come from.
 *
 * @param method the method
 * @param arguments where they come from, in the order of the parameters
 * @param reply what becomes of the result
 */
record BoundHandlerMethod(TcpHandlerMethod method, List<Argument> arguments, MethodHandle reply) {

	/**
	 * The method in the form in which it is called: one method handle, in which the bean,
	 * the connection and the subject go to their places. There is no reflection in it and
	 * no array of arguments.
	 * @param beanClass the class of the bean that will be its first argument
	 * @return a method handle of exactly the {@link HandlerKind#type()}
	 */
	MethodHandle handle(Class<?> beanClass) {
		MethodType type = this.method.kind().type();
		MethodHandle handle = InvocableMethod.handle(this.method, beanClass).asType(resolvedType());
		handle = MethodHandles.filterArguments(handle, 1, conversions());
		// a reply that wants the connection takes it behind the method's own arguments
		handle = MethodHandles.collectArguments(this.reply, 0, handle);
		handle = MethodHandles.permuteArguments(handle, type.changeReturnType(TcpReply.class), positions());
		return handle.asType(type);
	}

	/**
	 * The form in which the method needs its messages.
	 * @return the form, or {@code null} if any will do
	 */
	@Nullable MessageType messageType() {
		return this.arguments.stream().map(Argument::messageType).filter(Objects::nonNull).findFirst().orElse(null);
	}

	/**
	 * The method's type as the bean's class has it: where a generic class or interface
	 * declares the method, its own type is erased.
	 */
	private MethodType resolvedType() {
		MethodType replied = this.reply.type();
		Class<?> returnType = (replied.parameterCount() != 0) ? replied.parameterType(0) : void.class;
		Stream<Class<?>> parameterTypes = Stream.of(conversions()).map((conversion) -> conversion.type().returnType());
		return MethodType.methodType(returnType, Object.class, parameterTypes.toArray(Class<?>[]::new));
	}

	private MethodHandle[] conversions() {
		return this.arguments.stream().map(Argument::conversion).toArray(MethodHandle[]::new);
	}

	private int[] positions() {
		IntStream positions = IntStream.concat(IntStream.of(0), this.arguments.stream().mapToInt(Argument::position));
		boolean replyWantsConnection = this.reply.type().parameterCount() == 2;
		return (replyWantsConnection ? IntStream.concat(positions, IntStream.of(HandlerKind.CONNECTION)) : positions)
			.toArray();
	}

}
