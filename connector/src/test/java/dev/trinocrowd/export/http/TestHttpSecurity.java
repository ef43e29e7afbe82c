package dev.trinocrowd.export.http;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.trinocrowd.export.delivery.Batch;
import dev.trinocrowd.export.delivery.BatchId;
import dev.trinocrowd.export.delivery.DeliveryFixture;
import dev.trinocrowd.export.delivery.KeysRefusedException;
import dev.trinocrowd.export.delivery.SendResult;
import dev.trinocrowd.export.delivery.Verdict;
import dev.trinocrowd.export.destination.Destination;
import dev.trinocrowd.export.destination.Target;
import dev.trinocrowd.export.destination.TestingDestinations;
import dev.trinocrowd.export.http.StubServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import static dev.trinocrowd.export.delivery.DeliveryFixture.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

public class TestHttpSecurity
{
    private static final Map<String, String> ENVIRONMENT = Map.of("USER", "app-user", "PASSWORD", "pa55 word", "TOKEN", "s3cret-token", "HOOK",
            "https://hooks.example.com/T0/s3cret-path");
    private static final List<String> SECRETS = List.of("pa55 word", "pa55+word", "s3cret-token", "s3cret-path", "YXBwLXVzZXI6cGE1NSB3b3Jk");
    private static final String BASIC = "\"credentials\": {\"kind\": \"basic\", \"user\": \"${ENV:USER}\", \"password\": \"${ENV:PASSWORD}\"}";

    private static Destination destination(String url, String more)
    {
        return TestingDestinations.parse("{\"kind\": \"http\", \"url\": \"%s\", %s}".formatted(url, more), ENVIRONMENT);
    }

    private static SendResult send(Destination destination)
            throws InterruptedException
    {
        BatchId id = new BatchId(DeliveryFixture.DELIVERY, 0, 0, 0, "");
        try (HttpSender sender = sender(destination)) {
            return sender.send(new Batch(id, id.idempotencyKey(), DeliveryFixture.rows(3)));
        }
    }

    private static HttpSender sender(Destination destination)
    {
        return new HttpSender(((Target.Http) destination.target()).target(), SCHEMA, Duration.ofSeconds(5), Clock.systemUTC());
    }

    private static void assertNoSecret(Object shown)
    {
        assertThat(String.valueOf(shown)).doesNotContain(SECRETS);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void testRedirectsToAnotherHostAreRefused(int status)
            throws IOException, InterruptedException
    {
        AtomicInteger strangers = new AtomicInteger();
        try (StubServer stranger = new StubServer(_ -> {
            strangers.incrementAndGet();
            return Answer.of(200, "");
        }); StubServer server = new StubServer(_ -> new Answer(status, Map.of("Location", stranger.url() + "/take"), ""))) {
            assertThat(send(destination(server.url(), BASIC)).verdict()).isInstanceOf(Verdict.Stopped.class);
            assertThat(strangers.get()).isZero();
        }
    }

    @Test
    void testRedirectsWithinTheHostCarryTheSameCall()
            throws IOException, InterruptedException
    {
        try (StubServer server = new StubServer(call -> call.target().equals("/new") ? Answer.of(200, "") : new Answer(308, Map.of("Location", "/new"), ""))) {
            assertThat(send(destination(server.url() + "/old", BASIC)).verdict()).isInstanceOf(Verdict.Settled.class);
            assertThat(server.calls().get(1).method()).isEqualTo("POST");
            assertThat(server.calls().get(1).body()).isEqualTo(server.calls().get(0).body()).contains("user_id");
            assertThat(server.calls().get(1).header("Authorization")).startsWith("Basic ");
        }
    }

    @Test
    void testRedirectsThatNeverEnd()
            throws IOException, InterruptedException
    {
        try (StubServer server = new StubServer(_ -> new Answer(307, Map.of("Location", "/again"), ""))) {
            assertThat(send(destination(server.url(), BASIC)).verdict()).isEqualTo(new Verdict.Stopped("the destination redirects more than 3 times"));
            assertThat(server.calls()).hasSize(4);
        }
    }

    @Test
    void testACertificateThatNobodySignedIsRefused(@TempDir Path folder)
            throws IOException, GeneralSecurityException, InterruptedException
    {
        Path store = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "it", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1",
                "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", "changeit")
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(store)) {
            keys.load(stream, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);

        AtomicInteger calls = new AtomicInteger();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            Verdict verdict = send(destination("https://localhost:" + server.getAddress().getPort(), BASIC)).verdict();
            assertThat(verdict).isInstanceOf(Verdict.Stopped.class);
            assertThat(verdict.toString()).contains("identity cannot be verified");
            assertThat(calls.get()).isZero();
        }
        finally {
            server.stop(0);
        }
    }

    @Test
    void testAnAnswerThatRepeatsTheSecretsIsNotRepeated()
            throws IOException, InterruptedException
    {
        String more = BASIC + ", \"headers\": {\"X-Token\": \"${ENV:TOKEN}\"}";
        for (int status : new int[] {400, 401, 429, 500}) {
            try (StubServer server = new StubServer(
                    call -> Answer.of(status, "you sent %s, %s, which is pa55 word or pa55+word".formatted(call.header("Authorization"), call.header("X-Token"))))) {
                Verdict verdict = send(destination(server.url(), more)).verdict();
                assertNoSecret(verdict);
                assertThat(verdict.toString()).contains("****");
            }
        }
    }

    @Test
    void testRowMessagesAndReceiptsHaveNoSecrets()
            throws IOException, InterruptedException
    {
        String more = BASIC + ", \"answers\": {\"receipt\": \"/id\", \"rows\": {\"list\": \"/failures\", \"index\": \"/index\", \"message\": \"/why\"}}";
        try (StubServer server = new StubServer(_ -> Answer.of(200, "{\"id\": \"for pa55 word\", \"failures\": [{\"index\": 0, \"why\": \"pa55 word is wrong\"}]}"))) {
            Verdict verdict = send(destination(server.url(), more)).verdict();
            assertNoSecret(verdict);
            assertThat(verdict.toString()).contains("**** is wrong").contains("for ****");
        }
    }

    @Test
    void testNothingPrintsSecrets()
    {
        List<String> kinds = List.of(
                BASIC,
                "\"credentials\": {\"kind\": \"bearer\", \"token\": \"${ENV:TOKEN}\"}",
                "\"credentials\": {\"kind\": \"header\", \"name\": \"X-Key\", \"value\": \"${ENV:TOKEN}\"}",
                "\"headers\": {\"X-Key\": \"${ENV:TOKEN}\"}");
        for (String kind : kinds) {
            Destination destination = destination("${ENV:HOOK}", kind);
            HttpTarget target = ((Target.Http) destination.target()).target();
            assertNoSecret(destination);
            assertNoSecret(destination.target());
            assertNoSecret(target);
            assertNoSecret(target.send());
            assertNoSecret(target.send().headers());
            assertNoSecret(target.credentials());
            assertNoSecret(target.credentials().headers());
            assertNoSecret(target.secrets());
        }
    }

    @Test
    void testErrorsOfTheFileHaveNoSecrets()
    {
        Map<String, String> bad = Map.of("URL", "http://evil s3cret-path", "PLAIN", "http://hooks.example.com/s3cret-path", "TOKEN", "s3cret-token\u0007");
        for (String json : List.of(
                "{\"kind\": \"http\", \"url\": \"${ENV:URL}\"}",
                "{\"kind\": \"http\", \"url\": \"${ENV:PLAIN}\"}",
                "{\"kind\": \"http\", \"url\": \"https://example.com\", \"credentials\": {\"kind\": \"bearer\", \"token\": \"${ENV:TOKEN}\"}}")) {
            assertThatThrownBy(() -> TestingDestinations.parse(json, bad)).satisfies(failure -> {
                for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                    assertNoSecret(cause);
                }
            });
        }
    }

    @Test
    void testAKeyPoolThatRefusesSaysNoSecret()
            throws IOException
    {
        String more = BASIC + ", \"idempotency\": {\"header\": \"K\", \"keys\": {\"path\": \"/keys\", \"count\": \"n\", \"at\": \"/list\"}}";
        try (StubServer server = new StubServer(call -> Answer.of(401, call.header("Authorization"))); HttpSender sender = sender(destination(server.url(), more))) {
            assertThatThrownBy(() -> sender.keys(List.of(new BatchId(DeliveryFixture.DELIVERY, 0, 0, 0, ""))))
                    .isInstanceOfSatisfying(KeysRefusedException.class, refused -> {
                        assertNoSecret(refused);
                        assertNoSecret(refused.result());
                        assertThat(refused.result().verdict()).isInstanceOf(Verdict.Stopped.class);
                    });
        }
    }
}
