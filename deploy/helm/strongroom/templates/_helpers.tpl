{{/* Labels of a part, which selectors use as well. */}}
{{- define "strongroom.labels" -}}
app.kubernetes.io/name: {{ . }}
app.kubernetes.io/part-of: strongroom
{{- end -}}

{{/* What every pod of this chart is allowed: nothing. */}}
{{- define "strongroom.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  fsGroup: 65532
  seccompProfile:
    type: RuntimeDefault
{{- end -}}

{{- define "strongroom.container" -}}
securityContext:
  readOnlyRootFilesystem: true
  allowPrivilegeEscalation: false
  capabilities:
    drop:
      - ALL
{{- end -}}

{{/* Replicas apart from each other, over zones and nodes. */}}
{{- define "strongroom.spread" -}}
topologySpreadConstraints:
{{- $name := . }}
{{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "strongroom.labels" $name | nindent 8 }}
{{- end }}
{{- end -}}

{{/* An autoscaler by CPU and a budget: name, min, max, target. */}}
{{- define "strongroom.scaling" -}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ .name }}
  namespace: {{ .namespace }}
  labels:
    {{- include "strongroom.labels" .name | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ .name }}
  minReplicas: {{ .min }}
  maxReplicas: {{ .max }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: {{ .target }}
  behavior:
    scaleDown:
      stabilizationWindowSeconds: 600
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ .name }}
  namespace: {{ .namespace }}
  labels:
    {{- include "strongroom.labels" .name | nindent 4 }}
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      {{- include "strongroom.labels" .name | nindent 6 }}
{{- end -}}

{{- define "strongroom.claim" -}}
{{ .Values.blobs.existingClaim | default "strongroom-blobs" }}
{{- end -}}

{{- define "strongroom.domains" -}}
{{- range $i, $domain := .Values.baseDomains }}{{ if $i }} {{ end }}.{{ $domain }}{{ end -}}
{{- end -}}
