package io.netpool.tcp.handler;

import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.netpool.tcp.handler.argument.Argument;
import io.netpool.tcp.handler.argument.ArgumentResolver;
import io.netpool.tcp.handler.argument.ArgumentValidation;
import io.netpool.tcp.handler.argument.AttributeArgumentResolver;
import io.netpool.tcp.handler.argument.ExceptionArgumentResolver;
import io.netpool.tcp.handler.argument.MessageArgumentResolver;
import io.netpool.tcp.handler.argument.StateArgumentResolver;
import io.netpool.tcp.handler.argument.TypeArgumentResolver;
import io.netpool.tcp.handler.convert.MessageConverters;
import io.netpool.tcp.handler.convert.MessageEncoder;
import io.netpool.tcp.handler.convert.MessageFormats;
import io.netpool.tcp.handler.method.HandlerKind;
import io.netpool.tcp.handler.method.KotlinFunction;
import io.netpool.tcp.handler.method.SuspendingFunction;
import io.netpool.tcp.handler.method.TcpHandlerMethod;
import io.netpool.tcp.handler.reply.ReplyAdapter;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.validation.Validator;

/**
 * Binds handler methods: resolves their parameters and adapts their return types. To
 * support another kind of parameter, add to its list of resolvers.
 */
final class MethodBinder {

	private final List<ArgumentResolver> arguments;

	private final MessageConverters converters;

	private final ReplyAdapter replies;

	private final @Nullable Validator validator;

	/**
	 * Creates a binder for the methods of a pool.
	 * @param beans beans that convert and validate messages
	 * @param encoder encoder of the replies
	 * @param charset charset of the pool
	 * @param parsedTypes types of messages that the framing may parse, empty if messages
	 * are text or bytes
	 */
	MethodBinder(MessageBeans beans, MessageEncoder encoder, Charset charset, Set<Class<?>> parsedTypes) {
		this.arguments = List.of(
				new MessageArgumentResolver(new MessageFormats(charset), beans.converters(), beans.validator(),
						parsedTypes),
				new ExceptionArgumentResolver(), TypeArgumentResolver.CONNECTION, TypeArgumentResolver.CLOSE_REASON,
				TypeArgumentResolver.PRINCIPAL, new AttributeArgumentResolver(), new StateArgumentResolver());
		this.converters = beans.converters();
		this.replies = new ReplyAdapter(encoder, beans.publishers());
		this.validator = beans.validator();
	}

	BoundHandlerMethod bind(TcpHandlerMethod method) {
		SuspendingFunction.requireSupported(method);
		KotlinFunction.requireSupported(method);
		List<MethodParameter> parameters = parameters(method);
		List<Argument> arguments = arguments(method, parameters);
		ArgumentValidation validation = ArgumentValidation.of(method, parameters, arguments, this.validator);
		BoundHandlerMethod bound = new BoundHandlerMethod(method, arguments, validation, reply(method));
		// fail at startup if it cannot be linked, although a lazy bean may have another
		// class
		bound.handle(method.bean().exposedType());
		return bound;
	}

	private List<Argument> arguments(TcpHandlerMethod method, List<MethodParameter> parameters) {
		List<Argument> arguments = new ArrayList<>();
		List<String> names = new ArrayList<>();
		for (MethodParameter parameter : parameters) {
			Argument argument = argument(method, parameter, !arguments.isEmpty());
			int other = names.indexOf(argument.name());
			if (other >= 0) {
				throw method.invalid("takes %s twice, as parameters %d and %d".formatted(argument.name(), other + 1,
						names.size() + 1), allowedParameters(method.kind()));
			}
			names.add(argument.name());
			arguments.add(argument);
		}
		return List.copyOf(arguments);
	}

	private Argument argument(TcpHandlerMethod method, MethodParameter parameter, boolean follows) {
		return this.arguments.stream()
			.filter((resolver) -> resolver.offers(method.kind()) != null)
			.map((resolver) -> resolver.resolve(method, parameter))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseThrow(() -> method.invalid(
					"takes %s as parameter %d".formatted(parameter.getParameterType().getTypeName(),
							parameter.getParameterIndex() + 1),
					remedy(method, parameter, follows) + allowedParameters(method.kind())));
	}

	/**
	 * Returns what to do if the parameter is meant to be the message or, after others, a
	 * state.
	 */
	private String remedy(TcpHandlerMethod method, MethodParameter parameter, boolean follows) {
		Class<?> type = parameter.getParameterType();
		boolean lacksConverter = method.kind() == HandlerKind.MESSAGE && !MessageArgumentResolver.isNoMessage(type)
				&& this.converters.lacksJson(type);
		if (!lacksConverter) {
			return "";
		}
		String converter = "No TcpMessageConverter bean supports " + type.getTypeName() + ". "
				+ MessageConverters.JSON_REMEDY + ". ";
		boolean mayBeState = follows && !type.isPrimitive() && !type.getName().startsWith("java.");
		return mayBeState
				? converter + "If it is a state of the connection, annotate the class with @TcpConnectionState. "
				: converter;
	}

	private MethodHandle reply(TcpHandlerMethod method) {
		MethodParameter returnType = new MethodParameter(method.method(), -1)
			.withContainingClass(method.bean().targetType());
		MethodHandle reply = this.replies.adapt(method.kind(), returnType);
		if (reply == null) {
			throw method.invalid("returns " + returnType.getParameterType().getTypeName(),
					this.replies.remedy(returnType) + "A " + method.kind() + " method "
							+ allowedReplies(this.replies.describe(method.kind())) + ".");
		}
		return reply;
	}

	private static String allowedReplies(String types) {
		return types.equals("void") ? "must return void" : "can return " + types;
	}

	private String allowedParameters(HandlerKind kind) {
		return this.arguments.stream()
			.map((resolver) -> resolver.offers(kind))
			.filter(Objects::nonNull)
			.collect(Collectors.joining(", ", "A " + kind + " method can take, in any order: ", "."));
	}

	/**
	 * Returns the parameters with the annotations that they have in interfaces, too, and
	 * with the type variables of the declaring class or interface resolved against the
	 * class of the bean.
	 */
	private static List<MethodParameter> parameters(TcpHandlerMethod method) {
		AnnotatedMethod annotated = new AnnotatedMethod(method.method()) {

			@Override
			protected Class<?> getContainingClass() {
				return method.bean().targetType();
			}

		};
		return List.of(annotated.getMethodParameters()).subList(0, SuspendingFunction.parameterCount(method.method()));
	}

}
