package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import jforge.cli.InProcess.Ran;
import org.junit.jupiter.api.Test;

/**
 * The inventories that configure something whole: applied to an empty host, proven from outside, applied again, and with
 * one value changed.
 */
class WholeServicesTest {
    @Test
    void logins() throws IOException {
        try (WholeInventory logins = new WholeInventory("hardened-sshd", "bastion")) {
            Path keys = Files.createDirectories(logins.folder().resolve("keys"));
            for (String name : List.of("alice", "bob", "deploy", "stranger")) {
                Files.deleteIfExists(keys.resolve(name));
                Ran made = logins.outside(
                        "ssh-keygen",
                        "-q",
                        "-t",
                        "ed25519",
                        "-N",
                        "",
                        "-C",
                        name,
                        "-f",
                        keys.resolve(name).toString());
                assertEquals(0, made.code(), made::toString);
            }
            String before = Files.readString(logins.host().sshConfig());
            Ran ran = logins.run("apply", "--yes");
            assertEquals(0, ran.code(), ran::toString);

            assertEquals(
                    "root\n", ssh(logins, "alice", "alice", "sudo -n id -un").out());
            assertEquals("bob\n", ssh(logins, "bob", "bob", "id -un").out());
            assertEquals(
                    "deploys for deploy\n",
                    ssh(logins, "deploy", "deploy", "id -un").out());
            assertNotEquals(0, ssh(logins, "alice", "stranger", "id").code());
            assertNotEquals(0, ssh(logins, "jforge", "alice", "id").code());
            Ran root = logins.outside(
                    "ssh", "-F", logins.host().sshConfig().toString(), "-o", "BatchMode=yes", "bastion", "id");
            assertTrue(root.err().contains("Permission denied (publickey)"), root::toString);
            Ran old = ssh(logins, "alice", "alice", "id", "-o", "Ciphers=aes128-ctr");
            assertTrue(old.err().contains("no matching cipher"), old::toString);

            Path asAlice = logins.folder().resolve("ssh-config");
            Files.writeString(
                    asAlice,
                    before.replace("User root", "User alice")
                            .replaceAll(
                                    "IdentityFile .*",
                                    "IdentityFile " + keys.resolve("alice").toAbsolutePath()));
            logins.sshConfig(asAlice);
            logins.settled();
            logins.changed(
                    "max_auth_tries=3",
                    "~ file /etc/ssh/sshd_config.d/10-hardening.conf  changed",
                    "* service ssh  reload  done");
            assertEquals("maxauthtries 3", logins.host().exec("sshd -T | grep maxauthtries"));
        }
    }

    private static Ran ssh(WholeInventory logins, String user, String key, String command, String... options) {
        List<String> words =
                new ArrayList<>(List.of("ssh", "-F", logins.host().sshConfig().toString()));
        words.addAll(List.of("-o", "BatchMode=yes", "-o", "ConnectTimeout=20", "-o", "User=" + user));
        words.addAll(List.of(
                "-o",
                "IdentityFile=none",
                "-i",
                logins.folder().resolve("keys/" + key).toString()));
        words.addAll(List.of(options));
        words.addAll(List.of("bastion", command));
        return logins.outside(words.toArray(String[]::new));
    }

    @Test
    void sites() throws IOException {
        try (WholeInventory sites = new WholeInventory("nginx", "web1")) {
            Ran made = sites.outside(
                    sites.folder().resolve("make-certificates").toString(),
                    "shop.example",
                    "blog.example",
                    "docs.example");
            assertEquals(0, made.code(), made::toString);
            sites.appliedFromEmpty();

            var browser = new Browser(sites.host().ip(), sites.folder().resolve("certificates/authority.pem"));
            assertTrue(browser.get("shop.example", "/").contains("<h1>The shop</h1>"));
            assertTrue(browser.get("blog.example", "/").contains("<h1>The blog &amp; more</h1>"));
            assertTrue(browser.get("docs.example", "/").contains("max-age=31536000"));
            assertTrue(browser.get("docs.example", "/no").startsWith("HTTP/1.1 404"));
            assertTrue(browser.plain("shop.example", "/x").contains("Location: https://shop.example/x"));
            assertThrows(SSLException.class, () -> browser.get("stranger.example", "/"));
            assertEquals("600 root", sites.host().exec("stat -c '%a %U' /etc/nginx/tls/shop.example.key"));

            Ran bad = sites.run("apply", "--yes", "--set", "connections=many");
            assertEquals(5, bad.code(), bad::toString);
            assertTrue(bad.out().contains("invalid number \"many\""), bad::toString);
            assertTrue(browser.get("shop.example", "/").contains("<h1>The shop</h1>"));
            sites.settled();

            String workers = sites.host().exec("systemctl show -p MainPID --value nginx");
            sites.changed(
                    "hsts=60",
                    "~ file /etc/nginx/conf.d/shop.example.conf  changed",
                    "~ file /etc/nginx/conf.d/blog.example.conf  changed",
                    "~ file /etc/nginx/conf.d/docs.example.conf  changed",
                    "* service nginx  reload  done");
            assertTrue(browser.get("docs.example", "/").contains("max-age=60"));
            assertEquals(workers, sites.host().exec("systemctl show -p MainPID --value nginx"), "not restarted");
        }
    }

    @Test
    void database() throws SQLException {
        try (WholeInventory database = new WholeInventory("postgresql", "db1")) {
            String password = "it's \\a \"$ecret\" ?";
            database.environment("SHOP_DB_PASSWORD", password);
            database.appliedFromEmpty();

            String url = "jdbc:postgresql://" + database.host().ip() + ":5432/shop";
            try (Connection shop = DriverManager.getConnection(url, "shop", password)) {
                assertEquals("scram-sha-256", value(shop, "SHOW password_encryption"));
                assertEquals("16MB", value(shop, "SHOW work_mem"));
                assertEquals(
                        "shop", value(shop, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'shop'"));
            }
            assertThrows(
                    SQLException.class,
                    () -> DriverManager.getConnection(url, "shop", "wrong").close());
            assertThrows(
                    SQLException.class,
                    () -> DriverManager.getConnection(url, "postgres", password).close());

            database.changed(
                    "work_mem=32MB",
                    "~ file /etc/postgresql/15/main/conf.d/50-jforge.conf  changed",
                    "* service postgresql@15-main  restart  done");
            try (Connection shop = DriverManager.getConnection(url, "shop", password)) {
                assertEquals("32MB", value(shop, "SHOW work_mem"));
            }
        }
    }

    private static String value(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }
}
