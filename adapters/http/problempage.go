package http

import (
	"html/template"
	"net/http"

	"vaoso/domain/es"
)

var problemTemplate = template.Must(template.New("problem").Parse(`<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Code}} · Vào Sổ</title>
<style>
:root { color-scheme: light dark }
body { font: 1.0625rem/1.55 system-ui, sans-serif; max-width: 42rem; margin: 0 auto; padding: 1.5rem 1rem }
h1 { font-size: 1.375rem; overflow-wrap: anywhere }
p[lang=en] { font-style: italic }
</style>
<main>
<p>{{.Title}} · HTTP {{.Status}}</p>
<h1><code>{{.Code}}</code></h1>
<p>{{.Vi}}</p>
<p lang="en">{{.En}}</p>
<h2>Làm gì tiếp?</h2>
<p>{{.DoVi}}</p>
<p lang="en">{{.DoEn}}</p>
<p>Chữ trong ngoặc nhọn thay cho dữ kiện của từng trường hợp. <span lang="en">Words in braces stand for the facts of each case.</span></p>
</main>
</html>
`))

// advice is what to do about a problem, by its status.
var advice = map[int][2]string{
	http.StatusUnprocessableEntity: {"Kiểm tra lại dữ kiện. Quy tắc này không cho ghi như vậy; nếu sổ ghi sai, hãy đính chính sự kiện trước đó.", "Check the facts. This rule doesn't let them be entered so; if the book is wrong, correct the earlier event."},
	http.StatusNotFound:            {"Kiểm tra số, mã đã gõ; nếu đúng, hãy ghi đối tượng đó vào sổ trước.", "Check the number or code; if it is right, enter its subject first."},
	http.StatusConflict:            {"Xem dữ liệu đã có trong sổ rồi quyết định. Gửi lại cùng một lệnh với cùng khóa chống ghi trùng luôn an toàn.", "Look at what the book has, then decide. Sending the same command with the same idempotency key is always safe."},
	http.StatusForbidden:           {"Nhờ người có vai trò phù hợp thực hiện.", "Ask somebody whose role may do it."},
	http.StatusPreconditionFailed:  {"Đọc lại dữ liệu mới rồi gửi với If-Match mới.", "Read again, then send it with the new If-Match."},
	http.StatusServiceUnavailable:  {"Chờ số giây ghi ở Retry-After rồi gửi lại y như cũ, cùng khóa.", "Wait for the seconds in Retry-After, then send it again unchanged, with the same key."},
	http.StatusInternalServerError: {"Gửi lại với cùng khóa; nếu vẫn lỗi, báo người quản trị.", "Send it again with the same key; if it fails again, tell the administrator."},
}

func (s *server) problemPage(w http.ResponseWriter, r *http.Request) {
	refusal, ok := refusalCoded(r.PathValue("code"))
	if !ok {
		s.fail(w, r, errRouteUnknown, false)
		return
	}
	status := statusOf(refusal)
	do, ok := advice[status]
	if !ok {
		do = [2]string{"Sửa yêu cầu theo câu trên rồi gửi lại.", "Put the request right as the sentence says, and send it again."}
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
	err := problemTemplate.Execute(w, struct {
		*es.Refusal
		Status            int
		Title, DoVi, DoEn string
	}{refusal, status, titles[status], do[0], do[1]})
	_ = err // the client has gone; there is nobody to tell
}
