package io.headgate.aws.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GivenEndpointTest {

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:4566", "http://[::1]:4566", "http://localhost:4566", "http://moto:5000"})
    void takesWhatIsOnThisMachine(String address) {
        assertThat(GivenEndpoint.checked(address, false)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://192.0.2.7", "http://10.0.0.1:4566", "no-address"})
    void refusesWhatMayBeAnAccount(String address) {
        assertThatThrownBy(() -> GivenEndpoint.checked(address, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(address)
                .hasMessageContaining("-Daws.test.allowRemote=true");
    }

    @Test
    void takesAnotherMachineWhenThatIsMeant() {
        assertThat(GivenEndpoint.checked("http://10.0.0.1:4566", true)).hasToString("http://10.0.0.1:4566");
    }
}
