package io.headgate.system;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Trusts any certificate whose alternative names fit a host, as the simulator's are signed by nobody. */
final class TrustedByHost implements X509TrustManager {

    private final String host;

    private TrustedByHost(String host) {
        this.host = host;
    }

    /** A TLS connection over one that is open, with the handshake done. */
    static Socket over(Socket plain, String host) throws IOException {
        SSLSocket socket =
                (SSLSocket) context(host).getSocketFactory().createSocket(plain, host, plain.getPort(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(host)));
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static SSLContext context(String host) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustedByHost(host)}, null);
            return context;
        } catch (GeneralSecurityException unsupported) {
            throw new IOException("no TLS", unsupported);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        Collection<List<?>> names = chain[0].getSubjectAlternativeNames();
        String parent = "*" + host.substring(host.indexOf('.'));
        boolean fits = names != null
                && names.stream().map(List::getLast).anyMatch(name -> name.equals(host) || name.equals(parent));
        if (!fits) {
            throw new CertificateException("the certificate is for " + names + ", not for " + host);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("nobody is asked for a certificate");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
