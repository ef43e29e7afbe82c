package dev.trinocrowd.export.destination;

import dev.trinocrowd.export.caps.Cap;
import dev.trinocrowd.export.caps.Caps;
import dev.trinocrowd.export.caps.Period;
import dev.trinocrowd.export.delivery.DeliverySettings;
import dev.trinocrowd.export.delivery.Idempotency;
import dev.trinocrowd.export.delivery.OnUnknown;
import dev.trinocrowd.export.delivery.PayloadColumn;
import dev.trinocrowd.export.delivery.PayloadKind;
import dev.trinocrowd.export.delivery.RowSchema;
import dev.trinocrowd.export.file.Compression;
import dev.trinocrowd.export.file.FileFormat;
import dev.trinocrowd.export.file.FileTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

public class TestDestinationsFile
{
    private static final RowSchema SCHEMA = new RowSchema(
            "user_id",
            List.of(PayloadColumn.of("registration_id", PayloadKind.VARCHAR), PayloadColumn.of("alert", PayloadKind.VARCHAR)),
            false);

    private static Destination parse(String fields)
    {
        return TestingDestinations.parse("{" + fields + "}", Map.of("TOKEN", "t0ken", "EMPTY", ""));
    }

    @Test
    void testAWholeFile(@TempDir Path folder)
            throws IOException
    {
        Path secret = Files.writeString(folder.resolve("jpush"), "master-secret\n");
        Path file = Files.writeString(folder.resolve("destinations.json"), """
                {
                  "jpush": {
                    "kind": "http", "profile": "jpush", "url": "https://bjapi.push.jiguang.cn",
                    "credentials": {"kind": "basic", "user": "${ENV:JPUSH_KEY}", "password": "${FILE:%s}"},
                    "batch-size": 500, "rate": "1200/minute", "lanes": 2, "timeout": "10s",
                    "suppression": ["app.opted_out", "app.staff"], "caps": {"day": 3, "week": 10, "zone": "Asia/Shanghai"}
                  },
                  "files": {"kind": "file", "format": "csv", "compression": "gzip", "location": "local:///exports/push", "spreadsheet-safe": true},
                  "hook": {"kind": "http", "url": "http://127.0.0.1:9999/hook", "on-unknown": "resend"}
                }
                """.formatted(secret));
        Destinations destinations = DestinationsFile.read(file, Map.of("JPUSH_KEY", "app"));
        assertThat(destinations.all().keySet()).containsExactly("files", "hook", "jpush");

        Destination jpush = destinations.get("jpush");
        assertThat(jpush.suppression()).containsExactly("app.opted_out", "app.staff");
        assertThat(jpush.caps()).isEqualTo(new Caps(List.of(new Cap(Period.DAY, 3), new Cap(Period.WEEK, 10)), ZoneId.of("Asia/Shanghai")));
        DeliverySettings settings = jpush.settings(SCHEMA);
        assertThat(settings.callsPerSecond()).hasValue(10);
        assertThat(settings.plan().batchSize()).isEqualTo(500);
        assertThat(settings.plan().grouping().columns()).containsExactly("alert");
        assertThat(settings.idempotency()).isEqualTo(Idempotency.during(Duration.ofHours(24).minusSeconds(10)));
        assertThat(((Target.Http) jpush.target()).target().send().uri()).hasToString("https://bjapi.push.jiguang.cn/v3/push");

        assertThat(destinations.get("files").target()).isEqualTo(new Target.File(new FileTarget(FileFormat.CSV, Compression.GZIP, "local:///exports/push", true)));
        assertThat(destinations.get("files").settings(SCHEMA).idempotency()).isEqualTo(Idempotency.FOREVER);
        assertThat(destinations.get("hook").settings(SCHEMA)).returns(OnUnknown.RESEND, DeliverySettings::onUnknown).returns(Idempotency.NONE, DeliverySettings::idempotency);
        assertThat(destinations.get("hook").rate()).isEqualTo(Optional.empty());
    }

    @Test
    void testADestinationThatIsNotThere()
    {
        Destinations destinations = DestinationsFile.parse("{\"jpush\": {\"kind\": \"http\", \"url\": \"https://example.com\"}}", Map.of());
        assertThatThrownBy(() -> destinations.get("jpsh")).hasMessage("There is no destination 'jpsh', did you mean jpush?");
        assertThatThrownBy(() -> Destinations.NONE.get("jpush")).hasMessage("There is no destination 'jpush': the catalog declares none");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "'kind': 'http'                                       | destination it: 'url' is missing",
        "'url': 'https://a.example'                           | destination it: 'kind' is missing",
        "'kind': 'https', 'url': 'https://a.example'          | destination it: 'kind' must be one of file, http, found 'https', did you mean http?",
        "'kind': 'http', 'url': 'https://a.example', 'batchsize': 1          | destination it: unknown key 'batchsize', did you mean batch-size?",
        "'kind': 'http', 'url': 'https://a.example', 'batch-size': 0         | destination it: 'batch-size' must be a whole number from 1 to 1000000, found '0'",
        "'kind': 'http', 'url': 'https://a.example', 'batch-size': '10'      | destination it: 'batch-size' must be a whole number from 1 to 1000000, found '10'",
        "'kind': 'http', 'url': 'https://a.example', 'lanes': 65             | destination it: 'lanes' must be a whole number from 1 to 64, found '65'",
        "'kind': 'http', 'url': 'https://a.example', 'rate': '600'           | destination it: 'rate' must be a rate such as 600/minute, found '600'",
        "'kind': 'http', 'url': 'https://a.example', 'rate': '0/minute'      | destination it: 'rate' must be a rate such as 600/minute, found '0/minute'",
        "'kind': 'http', 'url': 'https://a.example', 'timeout': 'long'       | destination it: 'timeout' must be a duration such as 10s or 24h, found 'long'",
        "'kind': 'http', 'url': 'https://a.example', 'timeout': '0s'         | destination it: 'timeout' must be a duration such as 10s or 24h, found '0s'",
        "'kind': 'http', 'url': 'https://a.example', 'on-unknown': 'holt'    | destination it: 'on-unknown' must be one of hold, resend, found 'holt', did you mean hold?",
        "'kind': 'http', 'url': 'https://a.example', 'caps': {'dya': 1}      | destination it.caps: unknown key 'dya', did you mean day?",
        "'kind': 'http', 'url': 'https://a.example', 'caps': {}              | destination it.caps: expected 'day', 'week' or 'month'",
        "'kind': 'http', 'url': 'https://a.example', 'caps': {'day': 1, 'zone': 'Shanghai'} | destination it.caps: 'zone' must be a time zone such as Asia/Shanghai, found 'Shanghai'",
        "'kind': 'http', 'url': 'https://a.example', 'caps': {'day': 0}      | destination it.caps: 'day' must be a whole number from 1 to 2147483647, found '0'",
        "'kind': 'http', 'url': 'https://a.example', 'suppression': ['vip']  | destination it: 'suppression' must name crowds as schema.table, found 'vip'",
        "'kind': 'http', 'url': 'https://a.example', 'headers': {'Host': 'b.example'}   | destination it: header 'Host' cannot be set, or not to this value",
        "'kind': 'http', 'url': 'https://a.example', 'headers': {'X-A': 'a\\nX-B: b'}   | destination it: header 'X-A' cannot be set, or not to this value",
        "'kind': 'http', 'url': 'https://a.example', 'path': 'push'          | destination it: 'path' must start with one slash and have no '..', found 'push'",
        "'kind': 'http', 'url': 'https://a.example', 'path': '/a/../b'       | destination it: 'path' must start with one slash and have no '..', found '/a/../b'",
        "'kind': 'http', 'profile': 'jpsh'                                   | destination it: there is no profile 'jpsh', did you mean jpush?",
        "'kind': 'http', 'url': 'https://a.example', 'format': 'ndjson', 'body': []     | destination it: a body of format ndjson is one row a line: expected a template 'row', found 'body'",
        "'kind': 'http', 'url': 'https://a.example', 'body': {'a': 'Dear {{row.name}}'} | destination it: a placeholder must be a whole value, found 'Dear {{row.name}}'; expected {{rows}}, {{rows.column}}, {{row.column}}, {{members}}, {{member}}, {{action}} or {{idempotency_key}}, with :text or ? behind the name",
        "'kind': 'http', 'url': 'https://a.example', 'body': {'{{row.a}}': 1}           | destination it: a placeholder must be a value, found it in the name of field '{{row.a}}'",
        "'kind': 'http', 'url': 'https://a.example', 'idempotency': {'life': '1h'}      | destination it: 'idempotency' needs a 'header' for the key, or {{idempotency_key}} in the body",
        "'kind': 'http', 'url': 'https://a.example', 'idempotency': {'header': 'K', 'life': '10s'}      | destination it: the life of an idempotency key must be longer than 'timeout', found 10 s",
        "'kind': 'http', 'url': 'https://a.example', 'rate-headers': {'remaining': 'X'} | destination it: rate headers are 'remaining' and 'reset', found one of them",
        "'kind': 'http', 'url': 'https://a.example', 'answers': {'rules': [{'status': 400, 'then': 'ignore'}]} | destination it.answers.rules[0]: 'then' must be one of accept, defer, reject, split, stop, unknown, found 'ignore'",
        "'kind': 'http', 'url': 'https://a.example', 'answers': {'rules': [{'status': '4x', 'then': 'stop'}]}  | destination it.answers.rules[0]: expected a status such as 400, 5xx or 500-504, found 4x",
        "'kind': 'http', 'url': 'https://a.example', 'answers': {'rules': [{'then': 'stop'}]}                  | destination it.answers.rules[0]: 'status' is missing",
        "'kind': 'http', 'url': 'https://a.example', 'answers': {'rows': {'list': '/failures'}}                | destination it.answers.rows: without 'index' and 'member' the list has an entry a row, and needs 'accepted' to tell those that were taken",
        "'kind': 'http', 'url': 'https://a.example', 'answers': {'rows': {'list': 'failures', 'index': '/i'}}  | destination it.answers.rows: 'list' must be a JSON pointer such as /error/message, found 'failures'",
        "'kind': 'http', 'url': 'https://a.example', 'credentials': {'kind': 'bearer', 'token': 'plain'}       | destination it.credentials: 'token' must be ${ENV:NAME} or ${FILE:/path}, since secrets do not belong into this file",
        "'kind': 'http', 'url': 'https://a.example', 'credentials': {'kind': 'bearer', 'token': '${ENV:NONE}'} | destination it.credentials: 'token' is to come from ${ENV:NONE}, which is not set",
        "'kind': 'http', 'url': 'https://a.example', 'credentials': {'kind': 'bearer', 'token': '${ENV:EMPTY}'}| destination it.credentials: 'token' is to come from ${ENV:EMPTY}, which is empty",
        "'kind': 'http', 'url': 'https://a.example', 'credentials': {'kind': 'bearer', 'token': '${FILE:/no/such/file}'} | destination it.credentials: 'token' is to come from the file /no/such/file, which is not there",
        "'kind': 'http', 'url': 'https://a.example', 'credentials': {'token': '${ENV:TOKEN}'}                  | destination it.credentials: 'kind' is missing",
        "'kind': 'file', 'location': 'local:///a'                            | destination it: 'format' is missing",
        "'kind': 'file', 'format': 'csv'                                     | destination it: 'location' is missing",
        "'kind': 'file', 'format': 'csv', 'location': 'exports'              | destination it: 'location' must start with local:///, s3://, gs:// or abfss://, found exports",
        "'kind': 'file', 'format': 'csv', 'location': 'file:///etc'          | destination it: 'location' must start with local:///, s3://, gs:// or abfss://, found file:///etc",
        "'kind': 'file', 'format': 'csv', 'location': 'local:///a/../b'      | destination it: 'location' must be a folder without empty parts, '.' and '..', found local:///a/../b",
        "'kind': 'file', 'format': 'csv', 'location': 'local:///'            | destination it: 'location' must be a folder without empty parts, '.' and '..', found local:///",
        "'kind': 'file', 'format': 'jsonl', 'location': 'local:///a', 'spreadsheet-safe': true | destination it: 'spreadsheet-safe' is for format csv",
        "'kind': 'file', 'format': 'csv', 'location': 'local:///a', 'url': 'https://a.example' | destination it: unknown key 'url'"})
    void testErrors(String fields, String message)
    {
        assertThatThrownBy(() -> parse(fields.replace('\'', '"'))).isInstanceOf(DestinationsException.class).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "http://example.com/hook",
        "http://10.0.0.1/hook",
        "http://127.0.0.1.example.com/",
        "http://localhost.example.com/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "https:///nohost",
        "https://user:password@example.com/",
        "https://example.com/#part",
        "not a url"})
    void testUrlsThatAreRefused(String url)
    {
        assertThatThrownBy(() -> parse("\"kind\": \"http\", \"url\": \"%s\"".formatted(url))).isInstanceOf(DestinationsException.class)
                .hasMessageStartingWith("destination it: 'url' ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com/hook?a=b", "http://localhost:8080/", "http://127.0.0.1:1/", "http://[::1]:8080/x", "HTTPS://example.com"})
    void testUrlsThatAreTaken(String url)
    {
        parse("\"kind\": \"http\", \"url\": \"%s\"".formatted(url));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "[]                              | the file must be a JSON object with a member for each destination",
        "{`a`: 1}                        | destination a must be a JSON object, found '1'",
        "{`A b`: {}}                     | a destination's name must be a letter and at most 62 more lower-case letters, digits, _ or -, found 'A b'",
        "{`a`: {}, `a`: {}}              | line 1, column 14: Duplicate field 'a'",
        "{`a`: {                         | line 1, column 8: Unexpected end-of-input: expected close marker for Object (start marker at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 7])"})
    void testFilesThatCannotBeRead(String text, String message)
    {
        String json = text.replace('`', '"');
        assertThatThrownBy(() -> DestinationsFile.parse(json, Map.of())).isInstanceOf(DestinationsException.class)
                .hasMessageStartingWith(message.substring(0, Math.min(40, message.length())));
    }

    @Test
    void testAFileThatIsNotThere(@TempDir Path folder)
    {
        assertThatThrownBy(() -> DestinationsFile.read(folder.resolve("none.json"))).hasMessageEndingWith("none.json is not there");
    }

    @Test
    void testErrorsNameTheFile(@TempDir Path folder)
            throws IOException
    {
        Path file = Files.writeString(folder.resolve("destinations.json"), "{\"a\": {\"kind\": \"http\"}}");
        assertThatThrownBy(() -> DestinationsFile.read(file)).hasMessage(file + ": destination a: 'url' is missing");
    }
}
