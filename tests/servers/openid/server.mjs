// A certified OpenID provider for tests. It signs in, at the level asked for, whoever the query
// parameter `login_hint` names, so that a test needs no clicks but passes through every check.
import Provider from "oidc-provider";

const { PORT, CLIENT_ID, CLIENT_SECRET, REDIRECT_URI, LOGOUT_URI, ACR } = process.env;
const APP = { id: "app-tests", back: "http://127.0.0.1:9/app" };
const issuer = `http://127.0.0.1:${PORT}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: CLIENT_ID,
      client_secret: CLIENT_SECRET,
      redirect_uris: [REDIRECT_URI],
      post_logout_redirect_uris: [LOGOUT_URI],
    },
    // An app on a telephone: it keeps no secret. Another one is no friend of the portal's.
    ...[APP.id, "other-app"].map((client_id) => ({
      client_id,
      token_endpoint_auth_method: "none",
      redirect_uris: [APP.back],
    })),
  ],
  acrValues: ["LoA1", "LoA2"],
  claims: {
    acr: null,
    openid: ["sub"],
    profile: ["name", "birthdate", "gender", "phone_number", "citizen_number"],
    sid: null,
  },
  pkce: { required: () => true },
  features: {
    devInteractions: { enabled: false },
    introspection: { enabled: true, allowedPolicy: () => true },
    resourceIndicators: {
      enabled: true,
      useGrantedResource: () => true,
      getResourceServerInfo: (_, resource) => ({
        scope: "dossiers",
        audience: resource,
        accessTokenFormat: "jwt",
        jwt: { sign: { alg: "RS256" } },
      }),
    },
  },
  // Under a resource called full the token itself says who it is.
  extraTokenClaims: (ctx, token) => ({
    acr: ctx.oidc.entities.AuthorizationCode?.acr,
    ...(token.resourceServer?.audience?.endsWith("/full") && {
      name: "Trần Văn Thử",
      citizen_number: "000088000001",
    }),
  }),
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({
      sub: id,
      name: "Trần Văn Thử",
      birthdate: "1988-03-27",
      gender: "male",
      phone_number: "0912345678",
      citizen_number: "000088000001",
    }),
  }),
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope("openid profile");
    for (const resource of [ctx.oidc.params.resource ?? []].flat()) {
      grant.addResourceScope(resource, "dossiers");
    }
    await grant.save();
    return grant;
  },
  cookies: { keys: ["only-for-tests"] },
});

provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith("/interaction/")) return next();
  const { params } = await provider.interactionDetails(ctx.req, ctx.res);
  const login = { accountId: params.login_hint ?? "sample-1", acr: ACR || "LoA2" };
  const result =
    params.login_hint === "denied"
      ? { error: "access_denied", error_description: "the person said no" }
      : { login };
  ctx.respond = false;
  return provider.interactionFinished(ctx.req, ctx.res, result);
});

provider.listen(Number(PORT), "127.0.0.1", () => console.log(`ready: ${issuer}`));
process.on("SIGTERM", () => process.exit(0));
