// What is invisible, framed or struck out.
#include "nabla/type/tex_layout.h"

// LaTeX's \fboxsep and \fboxrule, at 10 points to the em.
static const float frame_gap = 0.3f;
static const float frame_line = 0.04f;

static tex_box *phantom(tex_job *job, const tex_node *node, const tex_box *body)
{
  tex_box *box = tex_box_make(job, TEX_BOX_GROUP, node->span);
  if (box == NULL)
    return NULL;
  if (node->variant != TEX_PHANTOM_HEIGHT)
    box->width = body->width;
  if (node->variant != TEX_PHANTOM_WIDTH) {
    box->height = body->height;
    box->depth = body->depth;
  }
  return box;
}

// Four lines around the body, from the upper left corner as one draws them.
static tex_box *boxed(tex_job *job, const tex_node *node, tex_box *body)
{
  tex_box *group = tex_box_make(job, TEX_BOX_GROUP, node->span);
  if (group == NULL)
    return NULL;
  float side = frame_gap + frame_line, half = frame_line / 2;
  float left = half, right = body->width + 2 * side - half;
  float top = body->height + side - half, bottom = -body->depth - side + half;
  nb_vec2 corners[] = {{left - half, top},     {right + half, top},   {right, top},   {right, bottom},
                       {right + half, bottom}, {left - half, bottom}, {left, bottom}, {left, top}};
  tex_box_put(group, body, side, 0);
  for (int k = 0; k < 8; k += 2)
    if (!tex_box_rule(job, group, corners[k], corners[k + 1], frame_line, node->span))
      return NULL;
  group->width = body->width + 2 * side;
  return group;
}

static bool strike(tex_job *job, tex_box *group, const tex_node *node, const tex_box *body, bool falling)
{
  static const float least = 0.3f; // so that a minus is struck out too
  float width = tex_max(body->width, 0.05f), lacking = (least - body->height - body->depth) / 2;
  float top = body->height + tex_max(lacking, 0), bottom = -body->depth - tex_max(lacking, 0);
  nb_vec2 from = {0, falling ? top : bottom}, to = {width, falling ? bottom : top};
  return tex_box_rule(job, group, from, to, frame_line, node->span);
}

static tex_box *cancelled(tex_job *job, const tex_node *node, tex_box *body)
{
  tex_box *group = tex_box_make(job, TEX_BOX_GROUP, node->span);
  if (group == NULL)
    return NULL;
  tex_box_put(group, body, 0, 0);
  if (node->variant != TEX_BACK_CANCEL && !strike(job, group, node, body, false))
    return NULL;
  if (node->variant != TEX_CANCEL && !strike(job, group, node, body, true))
    return NULL;
  group->width = body->width;
  return group;
}

tex_box *tex_layout_frame(tex_job *job, const tex_node *node, int style)
{
  tex_box *body =
      tex_layout_list(job, node->body->body, node->variant == TEX_BOXED ? TEX_DISPLAY_STYLE : style);
  if (body == NULL)
    return NULL;
  switch (node->variant) {
  case TEX_BOXED:
    return boxed(job, node, body);
  case TEX_CANCEL:
  case TEX_BACK_CANCEL:
  case TEX_CROSS_CANCEL:
    return cancelled(job, node, body);
  case TEX_SMASH:
    body->height = body->depth = 0;
    return body;
  default:
    return phantom(job, node, body);
  }
}
