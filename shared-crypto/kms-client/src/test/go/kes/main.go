// A KES server with keys in memory, for tests: the library's own server, and nothing around it.
package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"log"
	"math/big"
	"net"
	"os"
	"time"

	"github.com/minio/kes"
	api "github.com/minio/kms-go/kes"
)

// main listens on the address given first, and writes its certificate to the file given second.
// The identities given third and fourth may do everything, and use keys but not delete them.
func main() {
	certificate, authority := newCertificate()
	if err := os.WriteFile(os.Args[2], authority, 0o600); err != nil {
		log.Fatal(err)
	}
	server := &kes.Server{}
	config := &kes.Config{
		Admin: api.Identity(os.Args[3]),
		TLS: &tls.Config{
			Certificates: []tls.Certificate{certificate},
			ClientAuth:   tls.RequestClientCert,
		},
		Policies: map[string]kes.Policy{
			"objects": {
				Allow: map[string]api.Rule{
					"/v1/key/generate/*": {},
					"/v1/key/encrypt/*":  {},
					"/v1/key/decrypt/*":  {},
					"/v1/key/describe/*": {},
				},
				Deny:       map[string]api.Rule{"/v1/key/generate/forbidden": {}},
				Identities: []api.Identity{api.Identity(os.Args[4])},
			},
		},
		Cache: &kes.CacheConfig{Expiry: time.Second, ExpiryUnused: time.Second},
		Keys:  &kes.MemKeyStore{},
	}
	fmt.Println("starting")
	log.Fatal(server.ListenAndStart(context.Background(), os.Args[1], config))
}

func newCertificate() (tls.Certificate, []byte) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		log.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber:          big.NewInt(1),
		Subject:               pkix.Name{CommonName: "kes"},
		NotBefore:             time.Now().Add(-time.Hour),
		NotAfter:              time.Now().Add(24 * time.Hour),
		IPAddresses:           []net.IP{net.ParseIP("127.0.0.1")},
		IsCA:                  true,
		BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		log.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key},
		pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
}
