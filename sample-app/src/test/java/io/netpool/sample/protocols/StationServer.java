package io.netpool.sample.protocols;

import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.util.stream.Stream;

import com.igormaznitsa.jbbp.JBBPParser;
import com.igormaznitsa.jbbp.io.JBBPOut;
import com.igormaznitsa.jbbp.mapper.Bin;
import com.igormaznitsa.jbbp.mapper.BinType;
import com.igormaznitsa.jbbp.utils.JBBPDslBuilder;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpMessageConverter;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Takes the readings of weather stations, whose binary structures are mapped by JBBP.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class StationServer {

	@Bean
	static TcpMessageConverter binaryStructures() {
		return new BinaryStructureConverter();
	}

	@TcpHandler
	Mean onReport(Report report) {
		Mean mean = new Mean();
		mean.station = report.station;
		mean.tenths = (int) Stream.of(report.readings).mapToInt((reading) -> reading.tenths).average().orElse(0);
		return mean;
	}

	@Bin
	public static class Report {

		@Bin(order = 1)
		int station;

		@Bin(order = 2, type = BinType.UBYTE)
		int count;

		@Bin(order = 3, arraySizeExpr = "count")
		Reading[] readings;

	}

	@Bin
	public static class Reading {

		@Bin(order = 1, type = BinType.UBYTE)
		int sensor;

		@Bin(order = 2, type = BinType.SHORT)
		int tenths;

	}

	@Bin
	public static class Mean {

		@Bin(order = 1)
		int station;

		@Bin(order = 2, type = BinType.SHORT)
		int tenths;

	}

	/**
	 * Reads and writes classes with {@link Bin}.
	 */
	static class BinaryStructureConverter implements TcpMessageConverter {

		private final ClassValue<JBBPParser> parsers = new ClassValue<>() {

			@Override
			protected JBBPParser computeValue(Class<?> type) {
				return JBBPParser.prepare(JBBPDslBuilder.Begin().AnnotatedClassFields(type).End());
			}

		};

		@Override
		public boolean supports(Type type) {
			return type instanceof Class<?> structure && structure.isAnnotationPresent(Bin.class);
		}

		@Override
		public Object read(byte[] payload, Type type, Charset charset) throws IOException {
			Class<?> structure = (Class<?>) type;
			return this.parsers.get(structure).parse(payload).mapTo(BeanUtils.instantiateClass(structure));
		}

		@Override
		public byte[] write(Object message, Charset charset) throws IOException {
			return JBBPOut.BeginBin().Bin(message).End().toByteArray();
		}

	}

}
