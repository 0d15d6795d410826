"""A small OpenID Connect provider for tests, run as a process: everybody who comes is let in as SUBJECT."""

import sys
import time
from secrets import token_urlsafe

from flask import Flask, Response, jsonify, redirect, request, url_for
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}, private=True)
app = Flask(__name__)
asked: dict[str, dict[str, str]] = {}


@app.get("/.well-known/openid-configuration")
def metadata() -> Response:
    return jsonify(
        issuer=request.host_url.rstrip("/"),
        authorization_endpoint=url_for("authorize", _external=True),
        token_endpoint=url_for("token", _external=True),
        jwks_uri=url_for("keys", _external=True),
        response_types_supported=["code"],
        subject_types_supported=["public"],
        id_token_signing_alg_values_supported=["RS256"],
    )


@app.get("/authorize")
def authorize() -> object:
    code = token_urlsafe()
    asked[code] = request.args.to_dict()
    return redirect(f"{request.args['redirect_uri']}?code={code}&state={request.args['state']}")


@app.post("/token")
def token() -> Response:
    before = asked.pop(request.form["code"])
    now = int(time.time())
    claims = {
        "iss": request.host_url.rstrip("/"),
        "sub": "subject-7",
        "aud": before["client_id"],
        "iat": now,
        "exp": now + 300,
        "nonce": before["nonce"],
        "preferred_username": "mara",
    }
    id_token = jwt.encode({"alg": "RS256", "kid": "one"}, claims, KEY)
    return jsonify(access_token=token_urlsafe(), token_type="Bearer", expires_in=300, id_token=id_token)


@app.get("/keys")
def keys() -> Response:
    return jsonify(keys=[KEY.as_dict(private=False)])


if __name__ == "__main__":
    server = make_server("127.0.0.1", 0, app)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()
