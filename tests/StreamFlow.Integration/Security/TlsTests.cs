using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StreamFlow.Kafka.Administration;

namespace StreamFlow.Integration.Security;

/// <summary>TLS settings reach the client: a server with a certificate of its own sees who comes, and whether it is trusted.</summary>
public sealed class TlsTests : IDisposable
{
    private const short ApiVersionsRequest = 18;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly X509Certificate2 _certificate = SelfSigned();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _directory = Directory.CreateTempSubdirectory("streamflow-tls-").FullName;

    public TlsTests() => _listener.Start();

    public void Dispose()
    {
        _listener.Dispose();
        _certificate.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task A_certificate_of_the_authority_that_is_configured_is_trusted()
    {
        var authority = Path.Combine(_directory, "ca.pem");
        await File.WriteAllTextAsync(authority, _certificate.ExportCertificatePem());
        using var admin = Admin(("ssl.ca.location", authority));
        var asking = admin.ListTopicsAsync();
        Assert.Equal(ApiVersionsRequest, await FirstRequestAsync().WaitAsync(Patience));
        await Assert.ThrowsAsync<StreamFaultException>(() => asking.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_certificate_of_nobody_that_is_known_is_refused_and_told_as_that()
    {
        using var admin = Admin();
        var refused = Assert.ThrowsAsync<StreamFaultException>(() => admin.ListTopicsAsync());
        using var patience = new CancellationTokenSource(Patience);
        while (!refused.IsCompleted)
        {
            var coming = FirstRequestAsync();
            await Task.WhenAny(refused, coming).WaitAsync(patience.Token);
            if (coming.IsCompleted)
                await Assert.ThrowsAnyAsync<Exception>(() => coming);
        }

        Assert.Contains("refuses the login", (await refused).Problem, StringComparison.Ordinal);
        Assert.Contains("ssl.*", (await refused).WayOut, StringComparison.Ordinal);
    }

    private KafkaAdmin Admin(params (string Name, string Value)[] settings)
    {
        var all = settings.ToDictionary(setting => setting.Name, setting => setting.Value);
        all["bootstrap.servers"] = _listener.LocalEndpoint.ToString()!;
        all["security.protocol"] = "SSL";
        return new KafkaAdmin(all, timeout: TimeSpan.FromSeconds(2));
    }

    /// <returns>The kind of the first request that comes through TLS.</returns>
    private async Task<short> FirstRequestAsync()
    {
        using var client = await _listener.AcceptTcpClientAsync();
        await using var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsServerAsync(_certificate, clientCertificateRequired: false, SslProtocols.None, checkCertificateRevocation: false);
        var head = new byte[6];
        await tls.ReadExactlyAsync(head);
        return (short)((head[4] << 8) | head[5]);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
