package io.headgate.system.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.headgate.system.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/** The script that the page of failures gives to Argo CD, run as Argo CD does: with the object as {@code obj}. */
final class ArgoHealthTest {

    private static final String KEY = "resource.customizations.health.headgate.io_IngressReport";

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            none                                                              | Progressing | not looked at yet
            Accepted=True Programmed=True TargetsHealthy=True                 | Healthy     | ''
            Accepted=False Programmed=True TargetsHealthy=True                | Degraded    | Accepted: why Accepted
            Accepted=True Programmed=False TargetsHealthy=False               | Degraded    | Programmed: why Programmed
            Accepted=True Programmed=True CertificateReady=False              | Degraded    | CertificateReady: why CertificateReady
            Accepted=True Programmed=Unknown TargetsHealthy=True              | Progressing | Programmed: why Programmed
            Accepted=True Programmed=True TargetsHealthy=False                | Progressing | TargetsHealthy: why TargetsHealthy
            TargetsHealthy=False Accepted=False                               | Degraded    | Accepted: why Accepted
            """)
    void tellsTheWorstOfTheConditions(String conditions, String status, String message) throws IOException {
        LuaValue health = run(conditions == null ? new LuaTable() : report(conditions));

        assertThat(health.get("status").tojstring()).isEqualTo(status);
        assertThat(health.get("message").tojstring()).isEqualTo(message);
    }

    @Test
    void aReportWithoutConditionsIsNotLookedAtYet() throws IOException {
        LuaTable report = new LuaTable();
        report.set("status", new LuaTable());

        assertThat(run(report).get("status").tojstring()).isEqualTo("Progressing");
    }

    private static LuaTable report(String conditions) {
        LuaTable list = new LuaTable();
        for (String each : conditions.split(" ")) {
            String[] parts = each.split("=", 2);
            LuaTable condition = new LuaTable();
            condition.set("type", parts[0]);
            condition.set("status", parts[1]);
            condition.set("message", "why " + parts[0]);
            list.set(list.length() + 1, condition);
        }
        LuaTable status = new LuaTable();
        status.set("conditions", list);
        LuaTable report = new LuaTable();
        report.set("status", status);
        return report;
    }

    private static LuaValue run(LuaTable report) throws IOException {
        var globals = JsePlatform.standardGlobals();
        globals.set("obj", report);
        return globals.load(script()).call();
    }

    private static String script() throws IOException {
        String page = Files.readString(Checkout.root().resolve("docs/seeing-failures.md"));
        String argo = page.substring(page.indexOf("## Argo CD"));
        String block = argo.substring(argo.indexOf("```yaml\n") + "```yaml\n".length());
        JsonNode configMap = Serialization.unmarshal(block.substring(0, block.indexOf("```")), JsonNode.class);
        return configMap.path("data").path(KEY).asText();
    }
}
