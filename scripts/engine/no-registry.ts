/** What package managers say when their registry is not available; anything else is a failure of what is built. */
export const NO_REGISTRY =
  /Could not transfer artifact|NewConnectionError|Temporary failure in name resolution|Temporary failure resolving|getaddrinfo (ENOTFOUND|EAI_AGAIN)|npm error code (ECONNREFUSED|ETIMEDOUT|ENOTFOUND)|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|CERTIFICATE_VERIFY_FAILED|PKIX path building failed|dial tcp: lookup/;
