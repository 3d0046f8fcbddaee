package io.netpool.tcp.handler;

import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import org.springframework.core.MethodParameter;

/**
 * Binds handler methods: finds out, or says why not, where each parameter comes from and
 * what becomes of the result. Its two lists are all that there is to add to for a new
 * sort of parameter or return type.
 */
final class MethodBinder {

	private final List<ArgumentResolver> arguments;

	private final List<ReplyAdapter> replies;

	/**
	 * Create a binder for the methods of a pool.
	 * @param beans what converts and validates messages
	 * @param encoder what encodes replies
	 * @param charset the charset of the pool
	 */
	MethodBinder(MessageBeans beans, MessageEncoder encoder, Charset charset) {
		this.arguments = List.of(
				new MessageArgumentResolver(new MessageFormats(charset), beans.converters(), beans.validator()),
				new ExceptionArgumentResolver(), new ConnectionArgumentResolver(), new CloseReasonArgumentResolver(),
				new PrincipalArgumentResolver(), new AttributeArgumentResolver());
		this.replies = List.of(new NoReplyAdapter(), new TextReplyAdapter(), new BytesReplyAdapter(),
				new ValueReplyAdapter(encoder), new AsyncReplyAdapter(new ReplyConverter(encoder)));
	}

	BoundHandlerMethod bind(TcpHandlerMethod method) {
		BoundHandlerMethod bound = new BoundHandlerMethod(method, arguments(method), reply(method));
		// the bean may turn out to be of another class, but most don't
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
		return this.replies.stream()
			.filter((adapter) -> adapter.offers(method.kind()) != null)
			.map((adapter) -> adapter.adapt(returnType))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseThrow(() -> method.invalid("returns " + returnType.getParameterType().getTypeName(),
					allowedReturnTypes(method.kind())));
	}

	private String allowedParameters(HandlerKind kind) {
		return this.arguments.stream()
			.map((resolver) -> resolver.offers(kind))
			.filter(Objects::nonNull)
			.collect(Collectors.joining(", ",
					"A " + kind + " method takes any of these, each at most once and in any order: ", "."));
	}

	private String allowedReturnTypes(HandlerKind kind) {
		return this.replies.stream()
			.map((adapter) -> adapter.offers(kind))
			.filter(Objects::nonNull)
			.collect(Collectors.joining(", ", "A " + kind + " method returns ", "."));
	}

	/**
	 * A parameter, or for -1 the result, with the types that the bean's class has for the
	 * type variables of the class or interface that declares the method.
	 */
	private static MethodParameter parameter(TcpHandlerMethod method, int index) {
		return new MethodParameter(method.method(), index).withContainingClass(method.bean().targetType());
	}

}
