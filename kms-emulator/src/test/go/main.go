// Uses a KMS as a customer of Huawei Cloud does who writes Go: by the SDK, which signs
// user-agent, x-project-id and x-sdk-date, and not host.
//
// Arguments: endpoint, access key, secret key, project. Ends with 0 when all of it works.
package main

import (
	"fmt"
	"os"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/basic"
	kms "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/kms/v2"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/services/kms/v2/model"
)

func main() {
	if err := run(os.Args[1], os.Args[2], os.Args[3], os.Args[4]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println("served")
}

func run(endpoint, access, secret, project string) error {
	credentials, err := basic.NewCredentialsBuilder().
		WithAk(access).WithSk(secret).WithProjectId(project).SafeBuild()
	if err != nil {
		return err
	}
	transport, err := kms.KmsClientBuilder().
		WithEndpoint(endpoint).WithCredential(credentials).SafeBuild()
	if err != nil {
		return err
	}
	client := kms.NewKmsClient(transport)
	created, err := client.CreateKey(&model.CreateKeyRequest{
		Body: &model.CreateKeyRequestBody{KeyAlias: "of-go"},
	})
	if err != nil {
		return fmt.Errorf("CreateKey: %w", err)
	}
	key := *created.KeyInfo.KeyId
	if _, err := client.ListKeys(&model.ListKeysRequest{Body: &model.ListKeysRequestBody{}}); err != nil {
		return fmt.Errorf("ListKeys: %w", err)
	}
	sealed, err := client.EncryptData(&model.EncryptDataRequest{
		Body: &model.EncryptDataRequestBody{KeyId: key, PlainText: "plain"},
	})
	if err != nil {
		return fmt.Errorf("EncryptData: %w", err)
	}
	opened, err := client.DecryptData(&model.DecryptDataRequest{
		Body: &model.DecryptDataRequestBody{CipherText: *sealed.CipherText},
	})
	if err != nil {
		return fmt.Errorf("DecryptData: %w", err)
	}
	if *opened.PlainText != "plain" {
		return fmt.Errorf("opened as %q", *opened.PlainText)
	}
	return nil
}
