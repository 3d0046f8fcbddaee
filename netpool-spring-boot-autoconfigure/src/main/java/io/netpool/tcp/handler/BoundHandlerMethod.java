package io.netpool.tcp.handler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.netpool.tcp.TcpEndpoint.MessageType;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.handler.argument.Argument;
import io.netpool.tcp.handler.argument.ArgumentValidation;
import io.netpool.tcp.handler.method.HandlerKind;
import io.netpool.tcp.handler.method.InvocableMethod;
import io.netpool.tcp.handler.method.TcpHandlerMethod;
import io.netpool.tcp.handler.reply.ReplyAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Handler method with resolved arguments and reply.
 *
 * @param method handler method
 * @param arguments arguments, in the order of the parameters
 * @param validation validation of the arguments, or {@code null} if there is none
 * @param reply filter for the return value, as of {@link ReplyAdapter#adapt}
 */
record BoundHandlerMethod(TcpHandlerMethod method, List<Argument> arguments, @Nullable ArgumentValidation validation,
		MethodHandle reply) {

	/**
	 * Links the method, its arguments and its reply into one method handle, so that a
	 * call needs neither reflection nor an array of arguments.
	 * @param beanClass class of the bean to call the method on
	 * @return a method handle of exactly the {@link HandlerKind#type()}
	 */
	MethodHandle handle(Class<?> beanClass) {
		MethodType type = this.method.kind().type();
		Method invocable = InvocableMethod.select(this.method, beanClass);
		MethodHandle handle = InvocableMethod.handle(invocable).asType(resolvedType());
		if (this.validation != null) {
			handle = this.validation.before(handle, invocable, beanClass);
		}
		handle = MethodHandles.filterArguments(handle, 1, conversions());
		handle = MethodHandles.filterReturnValue(handle, this.reply);
		handle = MethodHandles.permuteArguments(handle, type.changeReturnType(TcpReply.class), positions());
		return handle.asType(type);
	}

	/**
	 * Message type that the method requires.
	 * @return the message type, or {@code null} if the method accepts any
	 */
	@Nullable MessageType messageType() {
		return this.arguments.stream().map(Argument::messageType).filter(Objects::nonNull).findFirst().orElse(null);
	}

	/**
	 * Type of the method as seen from the class of the bean: if a generic class or
	 * interface declares the method, the type of the method itself is erased.
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
		return IntStream.concat(IntStream.of(0), this.arguments.stream().mapToInt(Argument::position)).toArray();
	}

}
