{{- define "headgate.fullname" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 63 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "headgate.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "headgate.labels" -}}
{{ include "headgate.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "headgate.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}{{ default (include "headgate.fullname" .) .Values.serviceAccount.name }}
{{- else }}{{ default "default" .Values.serviceAccount.name }}{{ end }}
{{- end }}

{{- define "headgate.proxyPorts" -}}
{{- $pairs := list }}
{{- range $port, $container := .Values.proxy.ports }}
{{- $pairs = append $pairs (printf "%s=%d" $port (int $container)) }}
{{- end }}
{{- join "," $pairs }}
{{- end }}

{{- define "headgate.webhookName" -}}
{{ include "headgate.fullname" . | trunc 55 | trimSuffix "-" }}-webhook
{{- end }}

{{- define "headgate.webhooksEnabled" -}}
{{- if and .Values.webhooks.enabled .Values.aws.enabled }}true{{ end }}
{{- end }}

{{- define "headgate.webhookCommon" -}}
sideEffects: None
admissionReviewVersions: [v1]
timeoutSeconds: {{ .Values.webhooks.timeoutSeconds }}
{{- end }}

{{- define "headgate.className" -}}
{{- if and .Values.instance (eq .Values.ingressClass.name "headgate") }}headgate-{{ .Values.instance }}
{{- else }}{{ .Values.ingressClass.name }}{{ end }}
{{- end }}

{{- define "headgate.classController" -}}
{{- if and .Values.instance (eq .Values.ingressClass.controller "headgate.io/alb") }}headgate.io/alb-{{ .Values.instance }}
{{- else }}{{ .Values.ingressClass.controller }}{{ end }}
{{- end }}
