namespace StreamFlow.Integration.Crashes.Proxies;

/// <summary>What becomes of a commit on its way through a proxy.</summary>
internal enum LostReply
{
    /// <summary>Nothing: the commit and its reply pass.</summary>
    None,

    /// <summary>The server commits; the connection breaks before its reply is through.</summary>
    Reply,

    /// <summary>The connection breaks before the server has seen the commit.</summary>
    Request,

    /// <summary>The server commits and its reply vanishes; the connection stays, and the client waits until it has had enough.</summary>
    ReplyInSilence,
}
