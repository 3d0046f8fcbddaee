package io.netpool.tcp.handler.reply;

import java.util.concurrent.CompletionStage;
import java.util.stream.BaseStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.TreeNode;

import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Kind of handler method return type.
 */
enum ReturnTypeKind {

	/** The reply itself. */
	VALUE,

	/** {@link CompletionStage} of a reply. */
	STAGE,

	/** Reactive type of at most one reply. */
	SINGLE,

	/** Reactive type of several replies. */
	PUBLISHER,

	/** Array of replies. */
	ARRAY,

	/** {@link Iterable} of replies. */
	ITERABLE,

	/** {@link BaseStream} of replies, which is closed at the end. */
	STREAM;

	private static final boolean JACKSON = ClassUtils.isPresent("tools.jackson.core.TreeNode",
			ReturnTypeKind.class.getClassLoader());

	static ReturnTypeKind of(Class<?> type) {
		if (CompletionStage.class.isAssignableFrom(type)) {
			return STAGE;
		}
		if (Object[].class.isAssignableFrom(type)) {
			return ARRAY;
		}
		if (BaseStream.class.isAssignableFrom(type)) {
			return STREAM;
		}
		if (Iterable.class.isAssignableFrom(type) && !(JACKSON && Json.isTree(type))) {
			return ITERABLE;
		}
		ReactiveAdapter adapter = reactiveAdapter(type);
		if (adapter != null) {
			return adapter.isMultiValue() ? PUBLISHER : SINGLE;
		}
		return VALUE;
	}

	static @Nullable ReactiveAdapter reactiveAdapter(Class<?> type) {
		return ReactiveAdapterRegistry.getSharedInstance().getAdapter(type);
	}

	/**
	 * Element type of a return type.
	 * @param type return type of this kind that a method declares
	 * @return the element type, or the type itself for {@link #VALUE}
	 */
	ResolvableType element(ResolvableType type) {
		return switch (this) {
			case VALUE -> type;
			case STAGE -> type.as(CompletionStage.class).getGeneric();
			case ARRAY -> type.getComponentType();
			case STREAM -> type.as(BaseStream.class).getGeneric();
			case ITERABLE -> type.as(Iterable.class).getGeneric();
			case SINGLE, PUBLISHER -> type.getGeneric();
		};
	}

	/**
	 * Separate class, since it can only be loaded if Jackson is present. A JSON tree is
	 * one value, though its class is iterable.
	 */
	private static final class Json {

		static boolean isTree(Class<?> type) {
			return TreeNode.class.isAssignableFrom(type);
		}

	}

}
