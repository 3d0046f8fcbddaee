package io.netpool.tcp.handler;

import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import io.netpool.tcp.handler.argument.Argument;
import io.netpool.tcp.handler.argument.ArgumentResolver;
import io.netpool.tcp.handler.argument.AttributeArgumentResolver;
import io.netpool.tcp.handler.argument.ExceptionArgumentResolver;
import io.netpool.tcp.handler.argument.MessageArgumentResolver;
import io.netpool.tcp.handler.argument.TypeArgumentResolver;
import io.netpool.tcp.handler.convert.MessageEncoder;
import io.netpool.tcp.handler.convert.MessageFormats;
import io.netpool.tcp.handler.method.HandlerKind;
import io.netpool.tcp.handler.method.TcpHandlerMethod;
import io.netpool.tcp.handler.reply.ReplyAdapter;

import org.springframework.core.MethodParameter;

/**
 * Binds handler methods: resolves their parameters and adapts their return types. To
 * support another kind of parameter, add to its list of resolvers.
 */
final class MethodBinder {

	private final List<ArgumentResolver> arguments;

	private final ReplyAdapter replies;

	/**
	 * Creates a binder for the methods of a pool.
	 * @param beans beans that convert and validate messages
	 * @param encoder encoder of the replies
	 * @param charset charset of the pool
	 */
	MethodBinder(MessageBeans beans, MessageEncoder encoder, Charset charset) {
		this.arguments = List.of(
				new MessageArgumentResolver(new MessageFormats(charset), beans.converters(), beans.validator()),
				new ExceptionArgumentResolver(), TypeArgumentResolver.CONNECTION, TypeArgumentResolver.CLOSE_REASON,
				TypeArgumentResolver.PRINCIPAL, new AttributeArgumentResolver());
		this.replies = new ReplyAdapter(encoder);
	}

	BoundHandlerMethod bind(TcpHandlerMethod method) {
		BoundHandlerMethod bound = new BoundHandlerMethod(method, arguments(method), reply(method));
		// fail at startup if it cannot be linked, although a lazy bean may have another
		// class
		bound.handle(method.bean().exposedType());
		return bound;
	}

	private List<Argument> arguments(TcpHandlerMethod method) {
		List<Argument> arguments = new ArrayList<>();
		for (int i = 0; i < method.method().getParameterCount(); i++) {
			Argument argument = argument(method, i);
			if (arguments.stream().anyMatch((other) -> other.name().equals(argument.name()))) {
				throw method.invalid("takes " + argument.name() + " twice", allowedParameters(method.kind()));
			}
			arguments.add(argument);
		}
		return List.copyOf(arguments);
	}

	private Argument argument(TcpHandlerMethod method, int index) {
		MethodParameter parameter = parameter(method, index);
		return this.arguments.stream()
			.filter((resolver) -> resolver.offers(method.kind()) != null)
			.map((resolver) -> resolver.resolve(method, parameter))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseThrow(() -> method.invalid(
					"takes %s as parameter %d".formatted(parameter.getParameterType().getTypeName(), index + 1),
					allowedParameters(method.kind())));
	}

	private MethodHandle reply(TcpHandlerMethod method) {
		MethodParameter returnType = parameter(method, -1);
		MethodHandle reply = this.replies.adapt(method.kind(), returnType);
		if (reply == null) {
			throw method.invalid("returns " + returnType.getParameterType().getTypeName(),
					"A " + method.kind() + " method can return " + this.replies.describe(method.kind()) + ".");
		}
		return reply;
	}

	private String allowedParameters(HandlerKind kind) {
		return this.arguments.stream()
			.map((resolver) -> resolver.offers(kind))
			.filter(Objects::nonNull)
			.collect(Collectors.joining(", ",
					"A " + kind + " method can take each of these at most once, in any order: ", "."));
	}

	/**
	 * Returns a parameter, or the return type for index -1, with the type variables of
	 * the declaring class or interface resolved against the class of the bean.
	 */
	private static MethodParameter parameter(TcpHandlerMethod method, int index) {
		return new MethodParameter(method.method(), index).withContainingClass(method.bean().targetType());
	}

}
