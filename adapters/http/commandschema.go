package http

import (
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"vaoso/domain/book"
)

// commands are the routes of all commands.
func (s *server) commands() {
	for _, c := range book.Commands() {
		s.route(huma.Operation{
			Method: http.MethodPost, Path: "/api/commands/" + c.Name, OperationID: c.Name, Tags: []string{c.Context},
			Summary:     c.Vi,
			Description: fmt.Sprintf("%s. Roles: %s.", c.En, rolesOf(c)),
			Parameters:  commandHeaders(),
			RequestBody: &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"application/json": {Schema: s.commandSchema(c)}}},
			Responses:   map[string]*huma.Response{"200": {Headers: commandAnswerHeaders()}, "201": s.created()},
		}, reflect.TypeFor[Answered](), s.command(c),
			http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusConflict, http.StatusPreconditionFailed,
			http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity, http.StatusServiceUnavailable)
	}
	s.mux.HandleFunc("POST /api/commands/{name}", s.commandUnknown)
}

func (s *server) created() *huma.Response {
	answer := s.api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[Answered](), true, "Answered")
	return &huma.Response{Description: "a new stream", Headers: commandAnswerHeaders(), Content: map[string]*huma.MediaType{"application/json": {Schema: answer}}}
}

func rolesOf(c book.Command) string {
	names := make([]string, len(c.Roles))
	for i, r := range c.Roles {
		names[i] = string(r)
	}
	return strings.Join(names, ", ")
}

// commandSchema is made from the command's Go type, with the fields that every
// command has beside its own.
func (s *server) commandSchema(c book.Command) *huma.Schema {
	schemas := s.api.OpenAPI().Components.Schemas
	schema := *huma.SchemaFromType(schemas, c.Go)
	schema.Properties = maps.Clone(schema.Properties)
	for name, common := range map[string]*huma.Schema{
		"on":         {Type: huma.TypeString, Format: "date", Description: "the day it happened in Vietnam; by default today"},
		"reason":     {Type: huma.TypeString, Description: "why; this or legalBasis is needed unless the command carries a decision"},
		"legalBasis": {Type: huma.TypeString, Description: "the provision or decision that it rests on"},
	} {
		if schema.Properties[name] == nil {
			schema.Properties[name] = common
		}
	}
	// What must be there is decided by the rules, which say so in both languages.
	schema.Required = nil
	name := c.Name
	schemas.Map()[name] = &schema
	return &huma.Schema{Ref: "#/components/schemas/" + name}
}

func header(name, about string, required bool) *huma.Param {
	return &huma.Param{Name: name, In: "header", Description: about, Required: required, Schema: &huma.Schema{Type: huma.TypeString}}
}

func commandHeaders() []*huma.Param {
	return []*huma.Param{
		header("Idempotency-Key", "names this command for ever; the same key again gives the same answer", true),
		header("If-Match", `the revision that was looked at, in quotes; 412 where the stream has moved on`, false),
		header("X-Vaoso-Actor", "an account's id, never a person's name; until people can sign in", false),
		header("X-Vaoso-Role", "one of "+strings.Join(roleNames(), ", ")+"; by default the one whose job it is", false),
		header("X-Vaoso-Unit", "five-digit code of the actor's ward, or city", false),
		header("X-Correlation-Id", "ties events together; by default the key", false),
	}
}

func roleNames() []string {
	var names []string
	for _, r := range book.Roles {
		names = append(names, string(r))
	}
	return slices.Clip(names)
}

func commandAnswerHeaders() map[string]*huma.Param {
	return map[string]*huma.Param{
		"ETag":           {Description: "the stream's revision, for If-Match", Schema: &huma.Schema{Type: huma.TypeString}},
		"Vaoso-Position": {Description: "of the last event, for after=", Schema: &huma.Schema{Type: huma.TypeString}},
	}
}

// The text forms of the kernel's types, for the description.
type (
	dateText     struct{}
	positionText struct{}
	uuidText     struct{}
)

// Schema is a day.
func (dateText) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "date"}
}

// Schema is a place in the log.
func (positionText) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Description: "a place in the log; opaque", Examples: []any{"42"}}
}

// Schema is an id.
func (uuidText) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "uuid"}
}
