package io.netpool.sample.release;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;

import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/**
 * A POM of this project.
 *
 * @param document its elements
 */
record Pom(Document document) {

	private static final Path ROOT = Path.of("..");

	static Pom root() {
		return of(ROOT);
	}

	static Pom bom() {
		return of(ROOT.resolve("src/bom"));
	}

	/**
	 * The POMs of a release: those of the modules that are deployed. The parent is not
	 * published, since a published POM has no parent.
	 */
	static List<Pom> published() {
		return modules().filter((pom) -> pom.texts("/project/properties/maven.deploy.skip").isEmpty()).toList();
	}

	/**
	 * The POMs that are not published although they are part of the build.
	 */
	static List<Pom> unpublished() {
		return Stream
			.concat(Stream.of(root()),
					modules().filter((pom) -> !pom.texts("/project/properties/maven.deploy.skip").isEmpty()))
			.toList();
	}

	private static Stream<Pom> modules() {
		return root().texts("/project/modules/module").stream().map(ROOT::resolve).map(Pom::of);
	}

	private static Pom of(Path directory) {
		return read(directory.resolve("pom.xml"));
	}

	static Pom read(Path file) {
		try {
			byte[] xml = Files.readAllBytes(file);
			return new Pom(
					DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml)));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	List<String> texts(String path) {
		try {
			NodeList nodes = (NodeList) XPathFactory.newInstance()
				.newXPath()
				.evaluate(path, this.document, XPathConstants.NODESET);
			return IntStream.range(0, nodes.getLength())
				.mapToObj((i) -> nodes.item(i).getTextContent().strip())
				.toList();
		}
		catch (XPathExpressionException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	String artifactId() {
		return text("artifactId");
	}

	/**
	 * The text of a child of {@code project}, empty without one.
	 */
	String text(String element) {
		return texts("/project/" + element).stream().findFirst().orElse("");
	}

	boolean hasParent() {
		return !texts("/project/parent").isEmpty();
	}

	@Override
	public String toString() {
		return artifactId();
	}

}
