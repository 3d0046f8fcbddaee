package io.netpool.tcp;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.bePublic;
import static com.tngtech.archunit.lang.conditions.ArchConditions.haveModifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The package arrows: what each package may import, and nothing else.
 */
class ArchitectureTests {

	private static final String TCP = "io.netpool.tcp";

	private static final String EVENT = "io.netpool.tcp.event";

	private static final String FRAMING = "io.netpool.tcp.framing";

	private static final String SERVER = "io.netpool.tcp.server";

	private static final String SETTINGS = SERVER + ".settings";

	private static final String LOG = SERVER + ".log";

	private static final String TRANSPORT = SERVER + ".transport";

	private static final String ADMISSION = SERVER + ".admission";

	private static final String LANE = SERVER + ".lane";

	private static final String LEADER = SERVER + ".leader";

	private static final String WATCH = SERVER + ".watch";

	private static final String STATISTICS = SERVER + ".statistics";

	private static final String OUTBOUND = SERVER + ".outbound";

	private static final String EXCHANGE = SERVER + ".exchange";

	private static final String DETECT = SERVER + ".detect";

	private static final String HANDSHAKE = SERVER + ".handshake";

	private static final String PROXY = SERVER + ".proxy";

	private static final String CLUSTER = "io.netpool.tcp.cluster";

	private static final String REDIS = "io.netpool.tcp.redis";

	private static final String HANDLER = "io.netpool.tcp.handler";

	private static final String HANDLER_METHOD = HANDLER + ".method";

	private static final String CONVERT = HANDLER + ".convert";

	private static final String ARGUMENT = HANDLER + ".argument";

	private static final String REPLY = HANDLER + ".reply";

	private static final String OBSERVE = "io.netpool.tcp.observe";

	private static final String ENDPOINT = OBSERVE + ".endpoint";

	private static final String AUTOCONFIGURE = "io.netpool.tcp.autoconfigure";

	private static final String PROPERTIES = AUTOCONFIGURE + ".properties";

	private static final String TLS = AUTOCONFIGURE + ".tls";

	private static final String DIAGNOSTICS = AUTOCONFIGURE + ".diagnostics";

	private static final String ACTUATE = AUTOCONFIGURE + ".actuate";

	private static final String CLUSTERING = AUTOCONFIGURE + ".cluster";

	private static final String SECURITY = AUTOCONFIGURE + ".security";

	private static final long MAX_FILES = 40;

	private static final String[] EVERYWHERE = { "", "java..", "javax..", "org.jspecify.annotations" };

	private static final String[] NETTY = { "io.netty..", "org.apache.commons.logging" };

	/**
	 * All of Netty that lanes and their watch may know.
	 */
	private static final String[] EVENT_LOOP = { "io.netty.util.concurrent", "org.apache.commons.logging" };

	private static final String[] MICROMETER_AND_ACTUATOR = { "io.micrometer..", "org.springframework.boot.actuate..",
			"org.springframework.boot.health..", "org.springframework.boot.micrometer.." };

	private static final String[] CONVERSION = { "com.google.protobuf", "org.reactivestreams", "tools.jackson.." };

	private static final String[] KOTLIN = { "kotlin.jvm", "kotlin.reflect.." };

	private static JavaClasses production;

	@BeforeAll
	static void importProduction() {
		production = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(TCP);
	}

	@Test
	void theProductionClassesAreTheOnesThatAreChecked() {
		assertThat(production).isNotEmpty().noneMatch((type) -> type.getSimpleName().endsWith("Tests"));
	}

	@ParameterizedTest
	@MethodSource("arrows")
	void importsOnlyWhatItsArrowAllows(Arrow arrow) {
		classes().that(resideInAPackage(arrow.from()))
			.should()
			.onlyDependOnClassesThat(arrow.allowed())
			.allowEmptyShould(true)
			.check(production);
	}

	static Stream<Arrow> arrows() {
		return Stream.concat(engineArrows(), springArrows());
	}

	private static Stream<Arrow> engineArrows() {
		return Stream.of(new Arrow(TCP, springAnnotations()), new Arrow(EVENT, packages(TCP, CLUSTER)),
				new Arrow(FRAMING, packages(NETTY).or(packages(TCP))),
				new Arrow(SETTINGS, packages(NETTY).or(packages(TCP, FRAMING))),
				new Arrow(LOG, packages(NETTY).or(packages(TCP))),
				new Arrow(TRANSPORT, packages(NETTY).or(packages(TCP, FRAMING, SETTINGS))),
				new Arrow(ADMISSION, packages(NETTY).or(packages(TCP, SETTINGS, LOG))),
				new Arrow(LEADER, packages(NETTY).or(packages(SETTINGS, LOG, TRANSPORT))),
				new Arrow(LANE, packages(EVENT_LOOP).or(packages(TCP, SETTINGS, LOG, LEADER))),
				new Arrow(OUTBOUND, packages(TCP, SETTINGS)),
				new Arrow(EXCHANGE, packages(EVENT_LOOP).or(packages(TCP, SETTINGS, OUTBOUND, STATISTICS, TRANSPORT))),
				new Arrow(DETECT, packages(TCP, SETTINGS)), new Arrow(PROXY, packages(NETTY)),
				new Arrow(HANDSHAKE, packages(NETTY)),
				new Arrow(CLUSTER, packages(TCP, LOG, "org.apache.commons.logging")),
				new Arrow(WATCH, packages(EVENT_LOOP).or(packages(LANE, LOG))),
				new Arrow(STATISTICS, packages("io.netty.handler.ssl").or(packages(TCP, SETTINGS, LANE))),
				new Arrow(SERVER, packages(NETTY).or(packages(TCP, FRAMING, SETTINGS, LOG, TRANSPORT, ADMISSION, LANE,
						LEADER, WATCH, OUTBOUND, STATISTICS, EXCHANGE, DETECT, HANDSHAKE, PROXY, CLUSTER))));
	}

	private static Stream<Arrow> springArrows() {
		DescribedPredicate<JavaClass> boot = packages("org.springframework..");
		return Stream.of(new Arrow(HANDLER_METHOD, spring().or(packages(KOTLIN)).or(packages(TCP))),
				new Arrow(CONVERT, spring().or(packages(CONVERSION)).or(packages(TCP))),
				new Arrow(ARGUMENT,
						spring().or(packages("jakarta.validation..")).or(packages(TCP, HANDLER_METHOD, CONVERT))),
				new Arrow(REPLY, spring().or(packages(CONVERSION)).or(packages(TCP, HANDLER_METHOD, CONVERT))),
				new Arrow(HANDLER,
						spring().or(packages(CONVERSION))
							.or(packages(TCP, HANDLER_METHOD, CONVERT, ARGUMENT, REPLY, LOG,
									"org.apache.commons.logging"))),
				new Arrow(OBSERVE,
						packages(MICROMETER_AND_ACTUATOR)
							.or(packages(TCP, CLUSTER, LOG, "org.apache.commons.logging", "org.slf4j"))),
				new Arrow(ENDPOINT, packages(MICROMETER_AND_ACTUATOR).or(packages(TCP, CLUSTER, OBSERVE))),
				new Arrow(PROPERTIES, boot.or(packages(NETTY)).or(packages(TCP, FRAMING, SETTINGS))),
				new Arrow(TLS, boot.or(packages(NETTY)).or(packages(TCP, PROPERTIES, SETTINGS))),
				new Arrow(DIAGNOSTICS,
						boot.or(packages(TCP, SETTINGS, TRANSPORT, HANDLER_METHOD, PROPERTIES, CLUSTER))),
				new Arrow(REDIS,
						spring().or(packages(NETTY)).or(packages("io.lettuce.core..")).or(packages(TCP, CLUSTER))),
				new Arrow(CLUSTERING,
						boot.or(packages(TCP, EVENT, SERVER, CLUSTER, REDIS, PROPERTIES, AUTOCONFIGURE,
								"org.apache.commons.logging"))),
				new Arrow(AUTOCONFIGURE,
						boot.or(packages("jakarta.validation.."))
							.or(packages(NETTY))
							.or(packages("tools.jackson.databind.json"))
							.or(packages(TCP, EVENT, FRAMING, SERVER, SETTINGS, DETECT, LOG, HANDLER, HANDLER_METHOD,
									OBSERVE, PROPERTIES, TLS, DIAGNOSTICS))),
				new Arrow(ACTUATE,
						boot.or(packages(MICROMETER_AND_ACTUATOR))
							.or(packages("org.apache.commons.logging", "tools.jackson.databind.json"))
							.or(packages(TCP, CLUSTER, HANDLER, HANDLER_METHOD, OBSERVE, ENDPOINT, PROPERTIES,
									AUTOCONFIGURE))),
				new Arrow(SECURITY, boot.or(packages("org.reactivestreams", "reactor.core..", "reactor.util.context"))
					.or(packages(TCP, REPLY, OBSERVE, AUTOCONFIGURE))));
	}

	@Test
	void everyPackageHasAnArrow() {
		classes().should()
			.resideInAnyPackage(arrows().map(Arrow::from).toArray(String[]::new))
			.allowEmptyShould(true)
			.check(production);
	}

	@Test
	void theEngineAndItsFramingKnowNoSpring() {
		noClasses().that(resideInAnyPackage(SERVER + "..", FRAMING))
			.should()
			.dependOnClassesThat(resideInAPackage("org.springframework.."))
			.allowEmptyShould(true)
			.check(production);
	}

	@Test
	void noPackageHasMoreThanFortyFiles() {
		Map<String, Long> files = production.stream()
			.filter((type) -> type.getEnclosingClass().isEmpty())
			.collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
		assertThat(files).allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(MAX_FILES));
	}

	@Test
	void packagesHaveNoCycles() {
		slices().matching("io.netpool.(**)").should().beFreeOfCycles().allowEmptyShould(true).check(production);
	}

	@Test
	void autoConfigurationsArePublicAndFinal() {
		classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should(bePublic())
			.andShould(haveModifier(JavaModifier.FINAL))
			.allowEmptyShould(true)
			.check(production);
	}

	@Test
	void whatIsInAnAutoConfigurationIsPackagePrivate() {
		members()
			.that(DescribedPredicate.describe("are in an auto-configuration", ArchitectureTests::inAutoConfiguration))
			.should()
			.notBePublic()
			.andShould()
			.notBeProtected()
			.allowEmptyShould(true)
			.check(production);
		classes()
			.that(DescribedPredicate.describe("are nested in an auto-configuration",
					(type) -> type.getEnclosingClass().filter(ArchitectureTests::autoConfiguration).isPresent()))
			.should()
			.notBePublic()
			.andShould()
			.notBeProtected()
			.allowEmptyShould(true)
			.check(production);
	}

	/**
	 * Its own constructor is as public as the class itself.
	 */
	private static boolean inAutoConfiguration(JavaMember member) {
		return !(member instanceof JavaConstructor) && autoConfiguration(member.getOwner());
	}

	private static boolean autoConfiguration(JavaClass type) {
		return type.isAnnotatedWith(AutoConfiguration.class)
				|| type.getEnclosingClass().filter(ArchitectureTests::autoConfiguration).isPresent();
	}

	private static DescribedPredicate<JavaClass> spring() {
		return resideInAPackage("org.springframework..")
			.and(DescribedPredicate.not(resideInAPackage("org.springframework.boot..")));
	}

	private static DescribedPredicate<JavaClass> springAnnotations() {
		return spring().and(DescribedPredicate.describe("are annotations", JavaClass::isAnnotation));
	}

	private static DescribedPredicate<JavaClass> packages(String... names) {
		return resideInAnyPackage(names);
	}

	/**
	 * From one package to all that it may import.
	 */
	record Arrow(String from, DescribedPredicate<JavaClass> to) {

		DescribedPredicate<JavaClass> allowed() {
			return this.to.or(resideInAnyPackage(EVERYWHERE)).or(resideInAPackage(this.from));
		}

		@Override
		public String toString() {
			return this.from;
		}

	}

}
